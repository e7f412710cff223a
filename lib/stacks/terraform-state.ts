import { TerraformBackend, TerraformRemoteState, type TerraformStack } from "cdktf";
import type { BackendPlan } from "../decide/backend-plan";
import type { StateArgument } from "../decide/options/terraform-state";
import { STACK, type TerraformStatePlan } from "../decide/settle-terraform-state";
import { stateBackends } from "../decide/state-backends";
import type { StackRole } from "../services/contract/service";
import { stateKey, statePath } from "./state-key";

type Config = Readonly<Record<string, StateArgument>>;

/** The arguments of a stack's own backend, and of who reads its state. */
export function stateConfig(
  { type, config }: TerraformStatePlan,
  plan: BackendPlan,
  role: StackRole,
): Config {
  const { separator, usual } = stateBackends[type];
  const id = plan.stackIds[role];
  const own = usual === undefined ? {} : { [separator]: usualOf(usual, plan, role) };
  return { ...own, ...(withId(config, id) as Config) };
}

function usualOf(usual: "file" | "path" | "id", plan: BackendPlan, role: StackRole): string {
  switch (usual) {
    case "file":
      return stateKey(plan, role);
    case "path":
      return statePath(plan, role);
    case "id":
      return plan.stackIds[role];
  }
}

function withId(value: unknown, id: string): unknown {
  if (typeof value === "string") return value.replaceAll(STACK, id);
  if (Array.isArray(value)) return value.map((each) => withId(each, id));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, withId(each, id)]));
}

/** A backend by its name: the engine has classes for some, with the arguments of an earlier Terraform. */
export class TerraformStateBackend extends TerraformBackend {
  constructor(
    private readonly stack: TerraformStack,
    name: string,
    private readonly config: Config,
  ) {
    super(stack, "backend", name);
  }

  protected override synthesizeAttributes(): Record<string, unknown> {
    return { ...this.config };
  }

  /** The engine asks for it where one stack uses a value of another without an output, which stacks refuse. */
  override getRemoteStateDataSource(): never {
    throw new Error(
      `a value of ${this.stack.node.id} is used in another stack: read an output of it instead`,
    );
  }
}

/** Reads the outputs of a state in a backend by its name. */
export class DataTerraformState extends TerraformRemoteState {
  constructor(
    stack: TerraformStack,
    id: string,
    name: string,
    private readonly arguments_: Config,
    defaults: Readonly<Record<string, string>>,
  ) {
    super(stack, id, name, { defaults });
  }

  /** The engine would write the names of arguments in its own case. */
  override toTerraform(): unknown {
    const written = super.toTerraform() as {
      data: { terraform_remote_state: Record<string, { config: Config }> };
    };
    for (const state of Object.values(written.data.terraform_remote_state)) state.config = this.arguments_;
    return written;
  }
}
