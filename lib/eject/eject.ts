import { readFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import type { DefinedBackend } from "../decide/plan-channel";
import { LOCK_FILE } from "../terraform/lock-files";
import { carriedFiles } from "./carried-files";
import { type VariedStack, withVariables } from "./environment-variables";
import type { JsonObject } from "../stand-in/json";
import { hclQuoted } from "./expression";
import { plainStack } from "./plain-stack";
import { type ParseHcl, differences } from "./read-back";
import { stackFiles } from "./stack-files";
import type { TerraformProject } from "./terraform-project";

/** What leaves the library, and where to. */
export interface EjectOptions {
  /** Ids of stacks, in the order of deployment. */
  readonly stacks: readonly string[];
  /** Holds `stacks/<id>/cdk.tf.json`. */
  readonly outdir: string;
  /** The folder in which each stack gets a folder. */
  readonly out: string;
  readonly backends: readonly DefinedBackend[];
  /** The text of the committed lock file of a stack; undefined where there is none. */
  readonly lockFileOf: (stackFolder: string) => string | undefined;
}

/** What writes HCL. */
export interface HclTools {
  readonly terraform: TerraformProject;
  readonly parse: ParseHcl;
  /** Says what is being done. */
  readonly step: (name: string, work: () => Promise<void>) => Promise<void>;
}

/** The files of one stack, by name. */
export type Files = Readonly<Record<string, string | Uint8Array>>;

/** The files of every stack, by its id. */
export type FilesOfStacks = ReadonlyMap<string, Files>;

/** A stack that leaves the library. */
interface Ejected {
  readonly id: string;
  /** Its folder in `outdir`. */
  readonly synthesised: string;
  readonly plain: JsonObject;
  readonly lockFile: string | undefined;
}

/** Every stack as Terraform's JSON. */
export function ejectJson(options: EjectOptions): FilesOfStacks {
  return new Map(
    plainStacks(options).map(({ id, plain, synthesised, lockFile }) => [
      id,
      {
        "main.tf.json": `${JSON.stringify(plain, undefined, 2)}\n`,
        ...(lockFile === undefined ? {} : { [LOCK_FILE]: lockFile }),
        ...carriedFiles(synthesised),
      },
    ]),
  );
}

/**
 * Every stack in HCL, read back, compared and validated.
 *
 * @throws Error where it would not be the same as its JSON
 */
export async function ejectHcl(options: EjectOptions, tools: HclTools): Promise<FilesOfStacks> {
  const stacks = plainStacks(options);
  const variables = variablesByStack(stacks, options.backends);
  const written = new Map<string, Files>();
  for (const [index, stack] of stacks.entries())
    await tools.step(`${index + 1} of ${stacks.length}: ${stack.id}`, async () => {
      written.set(stack.id, await hclOf(stack, variables.get(stack.id), options.backends, tools));
    });
  return written;
}

function plainStacks({ stacks, outdir, out, lockFileOf }: EjectOptions): readonly Ejected[] {
  return stacks.map((id) => {
    const synthesised = join(outdir, "stacks", id);
    const stack = JSON.parse(readFileSync(join(synthesised, "cdk.tf.json"), "utf8")) as JsonObject;
    const moved = (path: string): string => {
      const from = relative(join(out, id), resolve(synthesised, path)).replaceAll("\\", "/");
      return from.startsWith(".") ? from : `./${from}`;
    };
    return { id, synthesised, plain: plainStack(stack, moved), lockFile: lockFileOf(synthesised) };
  });
}

async function hclOf(
  { id, plain, synthesised, lockFile }: Ejected,
  varied: VariedStack | undefined,
  backends: readonly DefinedBackend[],
  { terraform, parse }: HclTools,
): Promise<Files> {
  const schemas = await terraform.schemas(plain, lockFile);
  const stack = withDeclarations(varied?.stack ?? plain, varied?.declarations ?? {});
  const backend = backends.find(({ plan }) => Object.values(plan.stackIds).includes(id));
  const resources = (backend?.resources ?? []).filter((each) => each.stack === id);
  const texts = stackFiles(stack, schemas, backend && { plan: backend.plan, resources });
  const files = await terraform.formatted(id, { ...texts, ...valueFile(varied?.values ?? {}) });
  const hcl = Object.keys(texts).map((name) => files[name] ?? "");
  const different = await differences(stack, hcl.join("\n"), parse, schemas.blockNames);
  if (different.length > 0)
    throw new Error(
      `${id} is not the same in HCL, and nothing was written. Use --syntax json, and report this: ${different.join(", ")}`,
    );
  const carried = carriedFiles(synthesised);
  const lock = await terraform.validate(id, carried, lockFile);
  return { ...files, ...(lock === undefined ? {} : { [LOCK_FILE]: lock }), ...carried };
}

function withDeclarations(stack: JsonObject, declarations: JsonObject): JsonObject {
  if (Object.keys(declarations).length === 0) return stack;
  return { ...stack, variable: { ...(stack["variable"] as JsonObject | undefined), ...declarations } };
}

function valueFile(values: JsonObject): Readonly<Record<string, string>> {
  // Terraform calls no functions there, so that texts of several lines are quoted too.
  const lines = Object.entries(values).map(
    ([name, value]) => `${name} = ${typeof value === "string" ? hclQuoted(value) : JSON.stringify(value)}`,
  );
  return lines.length === 0 ? {} : { "terraform.tfvars": `${lines.join("\n")}\n` };
}

/** The same stack of several environments is written with variables. */
function variablesByStack(
  stacks: readonly Ejected[],
  backends: readonly DefinedBackend[],
): ReadonlyMap<string, VariedStack> {
  const groups = new Map<string, { id: string; environment: string; stack: JsonObject }[]>();
  for (const { plan } of backends)
    for (const [role, id] of Object.entries(plan.stackIds)) {
      const stack = stacks.find((each) => each.id === id)?.plain;
      if (stack === undefined) continue;
      const group = `${plan.project} ${role}`;
      groups.set(group, [...(groups.get(group) ?? []), { id, environment: plan.environment, stack }]);
    }
  return new Map(
    [...groups.values()].flatMap((group) =>
      withVariables(group).map((varied, index): [string, VariedStack] => [group[index]?.id ?? "", varied]),
    ),
  );
}
