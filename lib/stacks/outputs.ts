import { TerraformOutput, type TerraformRemoteState } from "cdktf";
import type { BackendPlan } from "../plan/plan";
import { type ServiceName, serviceNamed, serviceNames } from "../services";
import type { BackendStack } from "./backend-stack";
import { readState } from "./state";

/** The name of an output, and of the value in the reader's remote state: `key_vault_id`. */
export function outputName(service: ServiceName, output: string): string {
  return `${service.replace(/[A-Z]/g, (capital) => `_${capital.toLowerCase()}`)}_${output}`;
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

  constructor(
    private readonly reader: BackendStack,
    private readonly plan: BackendPlan,
  ) {}

  /** Every output of one service, as tokens of the reading stack. */
  of(service: ServiceName): Readonly<Record<string, string>> {
    const remote = (this.remote ??= readState(this.reader, this.plan, "platform", this.foreseen()));
    const outputs = Object.keys(this.foreseenOf(service));
    return Object.fromEntries(
      outputs.map((output) => [output, remote.getString(outputName(service, output))]),
    );
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
    const group = this.plan.resourceGroups.platform;
    const resourceGroupId = `/subscriptions/${this.reader.subscriptionId}/resourceGroups/${group}`;
    return serviceNamed(service).foresee(this.plan.services[service], { resourceGroupId });
  }
}
