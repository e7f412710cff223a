import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { DefaultTokenResolver, type ISynthesisSession, StringConcat, Tokenization } from "cdktf";
import type { ExistingConstruct } from "../services/contract/existing-construct";
import { BackendConfigError, type Problem } from "../settings/problems";
import { type StackRole, stackRoles } from "../services/contract/service";
import type { BackendStack } from "../stacks/backend-stack";
import { externalIdOutput } from "../stacks/references";
import { type Runs, checkAssertions, checkMocks } from "./check-assertions";
import { DESTROYABLE, destroyable } from "./destroyable";
import type { MockedValues } from "./mocked-value";
import { mockedDataSources } from "./mocked-types";
import type { TerraformMocks } from "./terraform-test";
import { testFile } from "./test-file";

const FILE = "tests/backend.tftest.json";

/** The `terraform test` files of one backend: written with its stacks, once they are asked for. */
export class TerraformTests {
  private runs: Readonly<Record<StackRole, Runs>> = {
    network: new Map(),
    platform: new Map(),
    workloads: new Map(),
  };
  private mocks: TerraformMocks = {};
  private asked = false;

  constructor(
    private readonly stacks: Readonly<Record<StackRole, BackendStack>>,
    private readonly elements: ReadonlyMap<string, ExistingConstruct>,
  ) {}

  add(assertions: unknown, mocks: TerraformMocks): void {
    const { runs, problems: ofAssertions } = checkAssertions(assertions, this.runs);
    const { project, environment } = this.stacks.network.plan;
    const problems = [...ofAssertions, ...checkMocks(mocks), ...this.lost(runs)];
    if (problems.length > 0) throw new BackendConfigError(`${project} (${environment})`, problems);

    this.runs = {
      network: new Map([...this.runs.network, ...runs.network]),
      platform: new Map([...this.runs.platform, ...runs.platform]),
      workloads: new Map([...this.runs.workloads, ...runs.workloads]),
    };
    this.mocks = {
      resources: { ...this.mocks.resources, ...mocks.resources },
      data: { ...this.mocks.data, ...mocks.data },
      remoteStates: { ...this.mocks.remoteStates, ...mocks.remoteStates },
    };
    if (this.asked) return;
    this.asked = true;
    for (const role of stackRoles) this.writeWith(this.stacks[role]);
  }

  /** What speaks of constructs in another stack, which Terraform would look for in this one. */
  private lost(runs: Readonly<Record<StackRole, Runs>>): readonly Problem[] {
    return stackRoles.flatMap((role) =>
      [...runs[role]].flatMap(([name, assertion]) => {
        try {
          resolved(this.stacks[role], new Map([[name, assertion]]), true);
          return [];
        } catch {
          return [
            {
              path: `addTerraformTests.${role}`,
              message: `run ${name} uses a value of another stack`,
              from: [],
              fix: `use values of the ${role} stack, or read the value from its outputs`,
            },
          ];
        }
      }),
    );
  }

  /** After the stack itself, so that the file is of what was written. */
  private writeWith(stack: BackendStack): void {
    const { synthesizer } = stack;
    stack.synthesizer = {
      synthesize: (session) => {
        synthesizer.synthesize(session);
        this.write(stack, session);
      },
    };
  }

  private write(stack: BackendStack, { outdir, manifest }: ISynthesisSession): void {
    const { synthesizedStackPath, workingDirectory } = manifest.forStack(stack);
    const configuration = readFileSync(join(outdir, synthesizedStackPath), "utf8");
    const copy = destroyable(configuration);
    const content = testFile({
      stack,
      runs: resolved(stack, this.runs[stack.role]),
      mocks: this.mocks,
      external: this.external(),
      configuration,
      ...(copy === undefined ? {} : { source: `./${DESTROYABLE}` }),
    });
    const write = (file: string, text: string): void => {
      const path = join(outdir, workingDirectory, file);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text);
    };
    write(FILE, `${JSON.stringify(content, undefined, 2)}\n`);
    if (copy !== undefined) write(`${DESTROYABLE}/cdk.tf.json`, copy);
  }

  /** Ids of constructs in other stacks, as those put them out. */
  private external(): MockedValues {
    return Object.fromEntries(
      [...this.elements.values()].flatMap((element) => {
        const id = mockedDataSources[element.terraformResourceType]?.values["id"];
        return id === undefined ? [] : [[externalIdOutput(element), id]];
      }),
    );
  }
}

/** The engine looks at where a value comes from only while it prepares. */
function resolved(stack: BackendStack, runs: Runs, preparing = false): Runs {
  const resolver = new DefaultTokenResolver(new StringConcat());
  const text = (value: string): string =>
    String(Tokenization.resolve(value, { scope: stack, resolver, preparing }));
  return new Map(
    [...runs].map(([name, { condition, errorMessage }]) => [
      name,
      { condition: text(condition), errorMessage: text(errorMessage) },
    ]),
  );
}
