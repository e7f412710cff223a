import { TerraformOutput } from "cdktf";
import type { SharedReference } from "../components/setting-value";
import type { BackendPlan } from "../decide/backend-plan";
import { type PublishedOutputs, serviceNames } from "../services";
import type { ServiceName } from "../services/words";
import type { Resolve } from "../services/contract/reference";
import type { Service, ServiceShape, StackRole } from "../services/contract/service";
import type { BackendStack } from "./backend-stack";
import { type OutputValues, foreseenIn, outputName, outputsOfService } from "./foreseen";
import { serviceName } from "./service-name";
import { SHARED_OUTPUT } from "./given-outputs";
import { type StateReader, readState } from "./state";

/** Outputs what a service shares with other stacks: ids, names and endpoints. */
export function publish(
  stack: BackendStack,
  plan: BackendPlan,
  service: ServiceName,
  resources: object,
): void {
  for (const { output, stack: role, planned } of outputsOfService(plan, service))
    if (role === stack.role && planned !== "absent" && "of" in planned)
      new TerraformOutput(stack, outputName(service, output), {
        value: planned.of(resources),
        staticId: true,
      });
}

/** Outputs what is for people and tools, and no stack reads. */
export function putOut(
  stack: BackendStack,
  service: ServiceName,
  values: Readonly<Record<string, string>> = {},
): void {
  for (const [output, value] of Object.entries(values))
    new TerraformOutput(stack, outputName(service, output), { value, staticId: true });
}

/** Outputs everything that a stack shares as one value, where the platform hands it to later stacks: there is no state that they read. */
export function publishShared(stack: BackendStack, { state }: BackendPlan): void {
  if (state.type !== "none") return;
  const outputs = stack.node.children.filter((child) => TerraformOutput.isTerraformOutput(child));
  if (outputs.length === 0) return;
  const value = Object.fromEntries(outputs.map(({ node, value: each }) => [node.id, each as string]));
  new TerraformOutput(stack, SHARED_OUTPUT, { value, staticId: true });
}

/** What services share with one stack: published by earlier stacks, or following from existing resources. */
export class SharedOutputs {
  private readonly remotes = new Map<StackRole, StateReader>();
  private readonly subscriptionId = (): string => this.reader.subscriptionId;
  private readonly byService = new Map<ServiceName, OutputValues>();

  constructor(
    private readonly reader: BackendStack,
    private readonly plan: BackendPlan,
    private readonly resolve: Resolve,
  ) {}

  /** Everything that one service shares, as texts and tokens of the reading stack. */
  of(service: ServiceName): OutputValues {
    const known = this.byService.get(service);
    if (known !== undefined) return known;
    const { plan, resolve } = this;
    const shared: Record<string, string> = {};
    // Asked for first: its data source stands before the remote state that its value goes into.
    this.subscriptionId();
    for (const { output, stack, planned } of outputsOfService(plan, service)) {
      if (planned === "absent") refuseAbsent(shared, service, output);
      else if ("existing" in planned) shared[output] = planned.existing(resolve);
      else shared[output] = this.remote(stack).getString(outputName(service, output));
    }
    this.byService.set(service, shared);
    return shared;
  }

  /** The same as the service's own type says. */
  shared<Shape extends ServiceShape>(service: Service<Shape>): Shape["shared"] {
    return this.of(serviceName(service));
  }

  /** One output by name, as plans write it. */
  read({ service, output }: SharedReference): string {
    const value = this.of(service)[output];
    if (value === undefined) throw new Error(`${service} has no output ${output}`);
    return value;
  }

  /** Everything that every service shares. */
  all(): PublishedOutputs {
    return Object.fromEntries(
      // Without those that the backend has no resource for.
      serviceNames.map((name) => [name, { ...this.of(name) }]),
    ) as unknown as PublishedOutputs;
  }

  private remote(role: StackRole): StateReader {
    const known = this.remotes.get(role);
    if (known !== undefined) return known;
    const { reader, plan } = this;
    const remote = readState(reader, plan, role, foreseenIn(plan, role, this.subscriptionId));
    this.remotes.set(role, remote);
    return remote;
  }
}

/** A stack that reads an output has seen in the plan that its resource exists. */
function refuseAbsent(shared: object, service: ServiceName, output: string): void {
  Object.defineProperty(shared, output, {
    enumerable: false,
    get: () => {
      throw new Error(`${service} has no output ${output}`);
    },
  });
}
