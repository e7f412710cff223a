import { TerraformOutput, type TerraformRemoteState } from "cdktf";
import type { BackendPlan } from "../plan/plan";
import { type PublishedOutputs, type ServiceName, serviceNamed, serviceNames } from "../services";
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
  values: Readonly<Record<string, string>>,
): void {
  for (const [output, value] of Object.entries(values))
    new TerraformOutput(stack, outputName(service, output), { value, staticId: true });
}

/** What the platform stack has published, read by the stack that needs it. */
export class PlatformOutputs {
  private remote: TerraformRemoteState | undefined;
  private platformGroup: string | undefined;
  private readonly read = new Map<ServiceName, Readonly<Record<string, string>>>();

  constructor(
    private readonly reader: BackendStack,
    private readonly plan: BackendPlan,
  ) {}

  /** Every output of one service, as tokens of the reading stack. */
  of(service: ServiceName): Readonly<Record<string, string>> {
    const known = this.read.get(service);
    if (known !== undefined) return known;
    const remote = (this.remote ??= readState(this.reader, this.plan, "platform", this.foreseen()));
    const outputs = Object.keys(this.foreseenOf(service));
    const values = Object.fromEntries(
      outputs.map((output) => [output, remote.getString(outputName(service, output))]),
    );
    this.read.set(service, values);
    return values;
  }

  /** Every output of every service. */
  all(): PublishedOutputs {
    return Object.fromEntries(
      serviceNames.map((name) => [name, this.of(name)]),
    ) as unknown as PublishedOutputs;
  }

  /** Every output with the value that it will have: Azure's ids follow from names. */
  private foreseen(): Readonly<Record<string, string>> {
    return Object.fromEntries(
      serviceNames.flatMap((service) =>
        Object.entries(this.foreseenOf(service)).map(([output, value]) => [
          outputName(service, output),
          value,
        ]),
      ),
    );
  }

  private foreseenOf(service: ServiceName): Readonly<Record<string, string>> {
    return serviceNamed(service).foresee(this.plan.services[service], {
      resourceGroupId: this.resourceGroupId(),
    });
  }

  private resourceGroupId(): string {
    this.platformGroup ??= `/subscriptions/${this.reader.subscriptionId}/resourceGroups/${this.plan.resourceGroups.platform}`;
    return this.platformGroup;
  }
}
