import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { azureConnection } from "../../release";

/** What `runner.json` holds beside the release. */
export interface RunnerFile {
  readonly environment: string;
  readonly functionAppId: string;
  readonly hostName: string;
  readonly probes: readonly Probe[];
}

/** One request to the released app, with its function key. */
export interface Probe {
  readonly method: string;
  /** Below the host name, `/api/feedback`. */
  readonly path: string;
}

/** What the runner prints in its last line, after {@link RESULT}. */
export interface RunnerResult {
  readonly released: boolean;
  /** `GET /api/feedback: 200` */
  readonly probes: readonly string[];
}

/** Begins the line that {@link RunnerResult} follows in. */
export const RESULT = "acceptance result: ";

/** In milliseconds. Role assignments take effect within ten minutes: learn.microsoft.com/azure/role-based-access-control/troubleshooting */
export const ROLES_TAKE_EFFECT = 15 * 60_000;
const PAUSE = 20_000;
const NOT_YET = /AuthorizationPermissionMismatch|AuthorizationFailed|does not have authorization/;

/** Releases, and asks the released app: what runs within the network, or on this machine where nothing is closed. */
export async function runRelease(folder: string, variables = process.env): Promise<RunnerResult> {
  const file = JSON.parse(readFileSync(join(folder, "runner.json"), "utf8")) as RunnerFile;
  const deadline = performance.now() + ROLES_TAKE_EFFECT;
  let attempt = await releaseOnce(folder, file.environment, variables);
  while (attempt.status !== 0 && NOT_YET.test(attempt.said) && performance.now() < deadline) {
    console.log("a role assignment has not taken effect yet: trying again");
    await new Promise((resolve) => setTimeout(resolve, Number(variables["PAUSE"] ?? PAUSE)));
    attempt = await releaseOnce(folder, file.environment, variables);
  }
  if (attempt.status !== 0) return { released: false, probes: [] };
  return { released: true, probes: await probe(file) };
}

function releaseOnce(
  folder: string,
  environment: string,
  variables: NodeJS.ProcessEnv,
): Promise<{ readonly status: number; readonly said: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(folder, "release.cjs"), environment], { env: variables });
    let said = "";
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding("utf8").on("data", (text: string) => {
        said += text;
        process.stdout.write(text);
      });
    child.on("error", reject);
    child.on("close", (status) => {
      resolve({ status: status ?? 1, said });
    });
  });
}

/** Asks with the key that the host itself has made. */
async function probe({ functionAppId, hostName, probes }: RunnerFile): Promise<readonly string[]> {
  if (probes.length === 0) return [];
  const { send, token } = azureConnection();
  const keys = await send({
    method: "POST",
    url: `https://management.azure.com${functionAppId}/host/default/listKeys?api-version=2024-04-01`,
    headers: { Authorization: `Bearer ${await token("https://management.azure.com/.default")}` },
  });
  if (keys.status !== 200) return [`keys of the host: ${keys.status} ${keys.body.slice(0, 500)}`];
  const { functionKeys } = JSON.parse(keys.body) as { readonly functionKeys: { readonly default?: string } };
  const results: string[] = [];
  for (const { method, path } of probes) {
    const answer = await fetch(`https://${hostName}${path}`, {
      method,
      headers: { "x-functions-key": functionKeys.default ?? "" },
    }).then(
      ({ status }) => String(status),
      (error: unknown) => String(error),
    );
    results.push(`${method} ${path}: ${answer}`);
  }
  return results;
}

if (require.main === module)
  void runRelease(__dirname).then((result) => {
    console.log(`${RESULT}${JSON.stringify(result)}`);
    process.exitCode = result.released ? 0 : 1;
  });
