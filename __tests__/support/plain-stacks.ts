import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Deployment } from "../../lib/terraform/deployment/deployment";
import { StackCommands } from "../../lib/terraform/stack-commands";
import { States } from "../../lib/terraform/states";
import { stacksIn } from "../../lib/terraform/stacks";
import { program } from "./terraform-program";

/** What a stack of these tests has: resources that Terraform makes without any provider. */
export interface PlainStack {
  /** The input of `terraform_data`, by name. */
  readonly data?: Readonly<Record<string, unknown>>;
  /** Its outputs: expressions of Terraform. */
  readonly outputs?: Readonly<Record<string, string>>;
  /** Stacks that it reads, each with the values that are expected while it is not deployed. */
  readonly reads?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Further blocks. */
  readonly blocks?: Readonly<Record<string, unknown>>;
}

/** A platform with an output, and what reads it. */
export const PLATFORM_AND_WORKLOADS = {
  platform: { data: { account: "one" }, outputs: { name: "${terraform_data.account.output}" } },
  workloads: {
    data: { app: "${data.terraform_remote_state.platform.outputs.name}" },
    outputs: { app: "${terraform_data.app.output}" },
    reads: { platform: { name: "expected" } },
  },
} as const;

/** Where a stack of these tests has its state: the name of the backend and its arguments. */
export type StateOf = (stack: string) => readonly [backend: string, config: object];

const LOCAL: StateOf = (stack) => ["local", { path: `../../../state/${stack}.tfstate` }];

/** A folder of stacks with local state, deployed by the real Terraform, which needs neither network nor provider. */
export class PlainStacks {
  readonly folder = mkdtempSync(join(tmpdir(), "plain-stacks-"));
  readonly said: string[] = [];
  private readonly interrupt = new AbortController();

  get outdir(): string {
    return join(this.folder, "cdktf.out");
  }

  /** Writes the stacks, in the order of deployment. */
  write(stacks: Readonly<Record<string, PlainStack>>, stateOf: StateOf = LOCAL): void {
    const manifest: Record<string, object> = {};
    for (const [id, { reads = {} }] of Object.entries(stacks))
      manifest[id] = { dependencies: Object.keys(reads) };
    this.put("manifest.json", { stacks: manifest });
    for (const [id, stack] of Object.entries(stacks))
      this.put(`stacks/${id}/cdk.tf.json`, configurationOf(id, stack, stateOf));
  }

  stateFile(stack: string): string {
    return join(this.folder, "state", `${stack}.tfstate`);
  }

  /** A deployment of the stacks that are named; of all where none is. */
  deployment(...ids: readonly string[]): Deployment {
    const all = stacksIn(this.outdir);
    const commands = new StackCommands({
      outdir: this.outdir,
      program,
      environment: () => ({}),
      initialise: () => ({ args: [] }),
    });
    return {
      commands,
      states: new States(commands, this.interrupt.signal),
      stacks: ids.length === 0 ? all : all.filter(({ id }) => ids.includes(id)),
      all: all.map(({ id }) => id),
      step: async (name, work, result) => {
        const value = await work();
        this.said.push(`${name}: ${result(value)}`);
        return value;
      },
      say: (line) => this.said.push(line),
      signal: this.interrupt.signal,
    };
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  private put(path: string, content: unknown): void {
    const file = join(this.outdir, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify(content, null, 2));
  }
}

function configurationOf(
  id: string,
  { data = {}, outputs = {}, reads = {}, blocks = {} }: PlainStack,
  stateOf: StateOf,
): object {
  const states = Object.entries(reads).map(([stack, defaults]) => {
    const [backend, config] = stateOf(stack);
    return [stack, { backend, config, defaults }];
  });
  return {
    terraform: { backend: Object.fromEntries([stateOf(id)]) as object },
    ...withEntries("resource", { terraform_data: mapped(data, (input) => ({ input })) }, data),
    ...withEntries(
      "output",
      mapped(outputs, (value) => ({ value })),
      outputs,
    ),
    ...withEntries("data", { terraform_remote_state: Object.fromEntries(states) as unknown }, reads),
    ...blocks,
  };
}

function withEntries(name: string, block: unknown, of: object): object {
  return Object.keys(of).length === 0 ? {} : { [name]: block };
}

function mapped(values: Readonly<Record<string, unknown>>, change: (value: unknown) => unknown): object {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, change(value)]));
}
