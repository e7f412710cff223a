import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { messageOf } from "../settings/message-of";
import { didYouMean } from "../settings/nearest";
import type { AzureConnection } from "./connection";
import { type ReleaseOptions, release, rollback } from "./release";
import { jobConnection } from "./job-login";
import type { ReleaseTarget } from "./target";

/** The file that `packageRelease` writes beside the package: what the release command reads. */
export const RELEASE_FILE = "release.json";

/** What is in `release.json`. */
export interface ReleaseFile {
  /** `file` is relative to the file itself. */
  readonly package: ReleaseOptions["package"];
  /** One for each app of each environment. */
  readonly targets: readonly ReleaseTarget[];
}

/** Where {@link releaseCommand} gets what it needs from. */
export interface CommandSurroundings {
  /** The folder that `packageRelease` has written. */
  readonly folder: string;
  /** What follows the command's name. */
  readonly args: readonly string[];
  /**
   * Variables of the environment: `AZURE_SUBSCRIPTION_ID` and `ARM_SUBSCRIPTION_ID` are read, with `ARM_USE_OIDC` those by which
   * Terraform logs in, and `IMAGE_SOURCE_USERNAME` with `IMAGE_SOURCE_PASSWORD`, who may pull an image from another registry.
   */
  readonly variables: Readonly<Record<string, string | undefined>>;
  readonly print: (line: string) => void;
  /** @default - `@azure/core-rest-pipeline` and `@azure/identity` */
  readonly connection?: AzureConnection;
}

/**
 * The command that `packageRelease` writes: `<environment>` releases, `<environment> --back` goes back.
 *
 * @returns the status that the process ends with: 0, 1 where the release failed, 2 where the command was called wrongly
 */
export async function releaseCommand(surroundings: CommandSurroundings): Promise<number> {
  const { folder, args, print } = surroundings;
  const file = JSON.parse(readFileSync(join(folder, RELEASE_FILE), "utf8")) as ReleaseFile;
  const environments = [...new Set(file.targets.map(({ environment }) => environment))];
  const asked = askedFor(args, environments);
  if ("help" in asked) {
    print(asked.help);
    return asked.status;
  }
  const targets = file.targets.filter(({ environment }) => environment === asked.environment);
  if (targets.length === 0) {
    const meant = didYouMean(asked.environment, environments);
    print(`unknown environment "${asked.environment}", use one of ${environments.join(", ")}${meant}`);
    return 2;
  }
  return carryOutAll(surroundings, file, targets, asked);
}

/** One app after the other: what failed keeps the others from nothing, and is done again by the same command. */
async function carryOutAll(
  surroundings: CommandSurroundings,
  file: ReleaseFile,
  targets: readonly ReleaseTarget[],
  asked: AskedRelease,
): Promise<number> {
  const failed: string[] = [];
  for (const target of targets) {
    if (targets.length > 1) surroundings.print(`${target.functionApp}:`);
    if ((await carryOut(surroundings, file, target, asked)) !== 0) failed.push(target.functionApp);
  }
  if (failed.length === 0) return 0;
  if (targets.length > 1)
    surroundings.print(`failed: ${failed.join(", ")}. The other apps are released; run the command again.`);
  return 1;
}

interface AskedRelease {
  readonly environment: string;
  readonly back: boolean;
  readonly image?: string;
}

type Asked = AskedRelease | { readonly help: string; readonly status: number };

function askedFor(args: readonly string[], environments: readonly string[]): Asked {
  const help = [
    "release <environment> [--back] [--image <image>]",
    `  <environment>    ${environments.join(", ")}`,
    "  --back           goes back to the previous package",
    "  --image <image>  the image with the code, for an app that runs images",
  ].join("\n");
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { back: { type: "boolean" }, image: { type: "string" }, help: { type: "boolean" } },
    });
    const [environment, ...more] = positionals;
    if (values.help) return { help, status: 0 };
    if (environment === undefined || more.length > 0)
      return { help: `set one environment\n\n${help}`, status: 2 };
    if (values.back === true && values.image !== undefined)
      return { help: `--back goes back to the image that ran before: remove --image\n\n${help}`, status: 2 };
    return {
      environment,
      back: values.back ?? false,
      ...(values.image === undefined ? {} : { image: values.image }),
    };
  } catch (error) {
    return { help: `${messageOf(error)}\n\n${help}`, status: 2 };
  }
}

async function carryOut(
  { folder, variables, print, connection: given }: CommandSurroundings,
  file: ReleaseFile,
  target: ReleaseTarget,
  { back, image }: AskedRelease,
): Promise<number> {
  // A variable that is set to nothing is not set.
  const subscriptionId = [variables["AZURE_SUBSCRIPTION_ID"], variables["ARM_SUBSCRIPTION_ID"]].find(Boolean);
  const connection = given ?? jobConnection(variables, target.tenantId);
  const options = {
    target,
    log: print,
    ...(subscriptionId === undefined ? {} : { subscriptionId }),
    ...(connection === undefined ? {} : { connection }),
  };
  const { functions = file.package.functions } = target;
  const code = { ...file.package, functions, file: join(folder, file.package.file) };
  try {
    const done = back
      ? await rollback(options)
      : await release({
          ...options,
          package: code,
          ...(image === undefined ? {} : { image }),
          ...credentialsIn(variables),
        });
    const { project, environment, app } = target;
    print(`${project} (${environment}${app === undefined ? "" : `, ${app}`}) runs ${done.package}`);
    return 0;
  } catch (error) {
    print(messageOf(error));
    return 1;
  }
}

function credentialsIn(
  variables: CommandSurroundings["variables"],
): Pick<ReleaseOptions, "imageCredentials"> {
  const { IMAGE_SOURCE_USERNAME: username, IMAGE_SOURCE_PASSWORD: password } = variables;
  return username && password ? { imageCredentials: { username, password } } : {};
}
