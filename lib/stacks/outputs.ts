import { TerraformOutput, type TerraformRemoteState } from "cdktf";
import type { BackendPlan } from "../decide/backend-plan";
import { type PublishedOutputs, serviceNamed, serviceNames } from "../services";
import type { ServiceName } from "../services/words";
import type { Resolve, StackRole } from "../services/contract/service";
import type { BackendStack } from "./backend-stack";
import { type OutputValues, foreseenIn, foreseenOf, outputName } from "./foreseen";
import { readState } from "./state";

/** Puts out what a service shares with other stacks: ids, names and endpoints. */
export function publish(
  stack: BackendStack,
  service: ServiceName,
  values: Readonly<Partial<Record<string, string>>>,
): void {
  for (const [output, value] of Object.entries(values))
    if (value !== undefined)
      new TerraformOutput(stack, outputName(service, output), { value, staticId: true });
}

/** What services share with one stack: published by earlier stacks, or following from what is brought. */
export class SharedOutputs {
  private readonly remotes = new Map<StackRole, TerraformRemoteState>();
  private readonly subscriptionId = (): string => this.reader.subscriptionId;
  private readonly read = new Map<ServiceName, OutputValues>();

  constructor(
    private readonly reader: BackendStack,
    private readonly plan: BackendPlan,
    private readonly resolve: Resolve,
  ) {}

  /** Everything that one service shares, as texts and tokens of the reading stack. */
  of(service: ServiceName): OutputValues {
    const known = this.read.get(service);
    if (known !== undefined) return known;
    const { plan, resolve } = this;
    const definition = serviceNamed(service);
    const outputs = Object.keys(foreseenOf(plan, service, this.subscriptionId));
    const values = Object.fromEntries(
      outputs.map((output) => [
        output,
        this.remote(definition.publishedBy).getString(outputName(service, output)),
      ]),
    );
    const shared = { ...values, ...definition.connect?.(plan.services[service], resolve) } as OutputValues;
    this.read.set(service, shared);
    return shared;
  }

  /** Everything that every service shares. */
  all(): PublishedOutputs {
    return Object.fromEntries(
      serviceNames.map((name) => [name, this.of(name)]),
    ) as unknown as PublishedOutputs;
  }

  private remote(role: StackRole): TerraformRemoteState {
    const known = this.remotes.get(role);
    if (known !== undefined) return known;
    const { reader, plan } = this;
    const remote = readState(reader, plan, role, foreseenIn(plan, role, this.subscriptionId));
    this.remotes.set(role, remote);
    return remote;
  }
}
