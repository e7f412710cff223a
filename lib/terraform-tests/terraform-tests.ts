import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { DefaultTokenResolver, type ISynthesisSession, StringConcat, Tokenization } from "cdktf";
import type { BroughtElement } from "../external/element";
import { BackendConfigError } from "../plan/problems";
import { type StackRole, stackRoles } from "../services/service";
import type { BackendStack } from "../stacks/backend-stack";
import { externalIdOutput } from "../stacks/references";
import { type Runs, checkAssertions } from "./check-assertions";
import type { Json } from "./json";
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
    private readonly elements: ReadonlyMap<string, BroughtElement>,
  ) {}

  add(assertions: unknown, mocks: TerraformMocks): void {
    const { runs, problems } = checkAssertions(assertions, this.runs);
    const { project, environment } = this.stacks.network.plan;
    if (problems.length > 0) throw new BackendConfigError(`${project} (${environment})`, problems);
    // A value of another stack is refused here, where the user can see which one.
    for (const role of stackRoles) resolved(this.stacks[role], runs[role]);

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
    const content = testFile({
      stack,
      runs: resolved(stack, this.runs[stack.role]),
      mocks: this.mocks,
      external: this.external(),
      configuration: readFileSync(join(outdir, synthesizedStackPath), "utf8"),
    });
    const file = join(outdir, workingDirectory, FILE);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `${JSON.stringify(content, undefined, 2)}\n`);
  }

  /** Ids of constructs in other stacks, as those put them out. */
  private external(): Readonly<Record<string, Json>> {
    return Object.fromEntries(
      [...this.elements.values()].flatMap((element) => {
        const id = mockedDataSources[element.terraformResourceType]?.values["id"];
        return id === undefined ? [] : [[externalIdOutput(element), id]];
      }),
    );
  }
}

function resolved(stack: BackendStack, runs: Runs): Runs {
  const resolver = new DefaultTokenResolver(new StringConcat());
  const text = (value: string): string => String(Tokenization.resolve(value, { scope: stack, resolver }));
  return new Map(
    [...runs].map(([name, { condition, errorMessage }]) => [
      name,
      { condition: text(condition), errorMessage: text(errorMessage) },
    ]),
  );
}
