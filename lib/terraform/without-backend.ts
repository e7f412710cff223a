import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** A synthesised stack, as far as it is about states, providers and modules. */
export interface StackFile {
  readonly terraform: Readonly<Record<string, unknown>> & {
    readonly required_providers?: Readonly<
      Record<string, { readonly source?: string; readonly version?: string }>
    >;
  };
  readonly data?: Readonly<Record<string, Readonly<Record<string, RemoteState>>>>;
  readonly output?: Readonly<Record<string, unknown>>;
  readonly module?: Readonly<Record<string, { readonly source?: string; readonly version?: string }>>;
  readonly variable?: Readonly<Record<string, unknown>>;
}

/** The state of another stack, as a data source reads it. */
export interface RemoteState {
  readonly backend: string;
  readonly config?: Readonly<Record<string, unknown>>;
  readonly workspace?: string;
}

/**
 * Gives every synthesised stack a state in a folder beside it, whatever backend it has, and lets every reader look
 * there: what a plan needs that no one has a login for.
 *
 * @param outdir - holds `stacks/<id>/cdk.tf.json`
 */
export function keepStateBeside(outdir: string): void {
  const ids = readdirSync(join(outdir, "stacks"));
  for (const id of ids) {
    const file = join(outdir, "stacks", id, "cdk.tf.json");
    const stack = readingStates(ids, id, JSON.parse(readFileSync(file, "utf8")) as StackFile);
    const { backend: _backend, cloud: _cloud, ...terraform } = stack.terraform;
    const states = Object.entries(stack.data?.["terraform_remote_state"] ?? {}).map(([name, state]) => [
      name,
      {
        ...state,
        backend: "local",
        workspace: undefined,
        config: { path: stateOf(readFrom(ids, id, name, state)) },
      },
    ]);
    const local = {
      ...stack,
      terraform: { ...terraform, backend: { local: { path: stateOf(id) } } },
      ...(states.length === 0
        ? {}
        : { data: { ...stack.data, terraform_remote_state: Object.fromEntries(states) as unknown } }),
    };
    writeFileSync(file, JSON.stringify(local, null, 2));
  }
}

/** Whether a stack says where its state is: the engine sees to it, unless `state` is of type `none`. */
export function hasState({ terraform }: StackFile): boolean {
  return terraform["backend"] !== undefined || terraform["cloud"] !== undefined;
}

/** A stack whose state a platform keeps takes outputs by variables: here it reads the states that others have beside it. */
function readingStates(ids: readonly string[], id: string, stack: StackFile): StackFile {
  if (hasState(stack)) return stack;
  const given = Object.keys(stack.variable ?? {}).filter(
    (name) => stackReadBy(ids, id, name, { backend: "none" }) !== undefined,
  );
  const {
    variable = {},
    data = {},
    ...rest
  } = given.reduce<StackFile>(
    (read, name) =>
      JSON.parse(
        JSON.stringify(read).replaceAll(
          `lookup(var.${name}, `,
          `lookup(data.terraform_remote_state.${name}.outputs, `,
        ),
      ) as StackFile,
    stack,
  );
  const states = Object.fromEntries(given.map((name) => [name, { backend: "none" }]));
  const others = Object.fromEntries(Object.entries(variable).filter(([name]) => !given.includes(name)));
  return {
    ...rest,
    ...(Object.keys(others).length === 0 ? {} : { variable: others }),
    data: { ...data, terraform_remote_state: { ...data["terraform_remote_state"], ...states } },
  };
}

/**
 * Takes the encryption of OpenTofu out of synthesised stacks: a state that is thrown away needs none, and its keys may need a login.
 *
 * @param outdir - holds `stacks/<id>/cdk.tf.json`
 */
export function takeEncryptionOff(outdir: string): void {
  for (const id of readdirSync(join(outdir, "stacks"))) {
    const file = join(outdir, "stacks", id, "cdk.tf.json");
    const stack = JSON.parse(readFileSync(file, "utf8")) as StackFile;
    const { encryption, ...terraform } = stack.terraform;
    if (encryption !== undefined) writeFileSync(file, JSON.stringify({ ...stack, terraform }, null, 2));
  }
}

function stateOf(id: string): string {
  return `../../../state/${id}.tfstate`;
}

function readFrom(ids: readonly string[], reader: string, name: string, state: RemoteState): string {
  const stack = stackReadBy(ids, reader, name, state);
  if (stack === undefined) throw new Error(`${reader} reads a state "${name}" of no stack of this app`);
  return stack;
}

/**
 * The stack that a remote state is of: that of the same backend that it is named for, else the one that its own
 * configuration names. Undefined where it is of no stack of this app.
 *
 * @param ids - of every stack of the app
 * @param reader - the stack that reads it
 * @param name - of the remote state in that stack
 */
export function stackReadBy(
  ids: readonly string[],
  reader: string,
  name: string,
  { config = {} }: RemoteState,
): string | undefined {
  const sibling = reader.replace(/-(network|platform|workloads)$/, `-${name}`);
  if (sibling !== reader && ids.includes(sibling)) return sibling;
  const words = JSON.stringify(config);
  return ids.filter((id) => words.includes(id)).sort((one, other) => other.length - one.length)[0];
}
