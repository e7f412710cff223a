import { TerraformOutput, type TerraformRemoteState } from "cdktf";
import type { BackendPlan } from "../plan/plan";
import { type PublishedOutputs, type ServiceName, serviceNamed, serviceNames } from "../services";
import type { Resolve, StackRole } from "../services/service";
import type { BackendStack } from "./backend-stack";
import { readState } from "./state";

/** The name of an output, and of the value in the reader's remote state: `key_vault_id`. */
export function outputName(service: ServiceName, output: string): string {
  return `${service}_${output}`.replace(/[A-Z]/g, (capital) => `_${capital.toLowerCase()}`);
}

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

type Values = Readonly<Record<string, string>>;

/** What services share with one stack: published by earlier stacks, or following from what is brought. */
export class SharedOutputs {
  private readonly remotes = new Map<StackRole, TerraformRemoteState>();
  private readonly read = new Map<ServiceName, Values>();

  constructor(
    private readonly reader: BackendStack,
    private readonly plan: BackendPlan,
    private readonly resolve: Resolve,
  ) {}

  /** Everything that one service shares, as texts and tokens of the reading stack. */
  of(service: ServiceName): Values {
    const known = this.read.get(service);
    if (known !== undefined) return known;
    const { plan, resolve } = this;
    const definition = serviceNamed(service);
    const outputs = Object.keys(this.foreseenOf(service));
    const values = Object.fromEntries(
      outputs.map((output) => [
        output,
        this.remote(definition.publishedBy).getString(outputName(service, output)),
      ]),
    );
    const shared = { ...values, ...definition.connect?.(plan.services[service], resolve) } as Values;
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
    const remote = readState(this.reader, this.plan, role, this.foreseenIn(role));
    this.remotes.set(role, remote);
    return remote;
  }

  /** Every output of a stack with the value that it will have: Azure's ids follow from names. */
  private foreseenIn(role: StackRole): Values {
    return Object.fromEntries(
      serviceNames
        .filter((service) => serviceNamed(service).publishedBy === role)
        .flatMap((service) =>
          Object.entries(this.foreseenOf(service)).map(([output, value]) => [
            outputName(service, output),
            value,
          ]),
        ),
    );
  }

  private foreseenOf(service: ServiceName): Values {
    const { plan, reader } = this;
    const definition = serviceNamed(service);
    return definition.foresee(plan.services[service], {
      // Only asked for where there is something to foresee.
      get resourceGroupId() {
        return `/subscriptions/${reader.subscriptionId}/resourceGroups/${plan.resourceGroups[definition.publishedBy]}`;
      },
    }) as Values;
  }
}
