import { Fn, type IResolvable, Op, type TerraformResource } from "cdktf";
import { KNOWN_ONCE_APPLIED } from "./known-once-applied";

/** An output that a stack reads, and what is to be said while nobody knows its value. */
export interface AwaitedOutput {
  readonly value: string;
  readonly message: string;
}

/**
 * Keeps a resource from being applied with a value that nobody knows yet. Terraform knows the time when it applies, not
 * when it plans: the plan of a new environment goes through, and its apply does not.
 */
export function awaitOutputs(resource: TerraformResource, outputs: readonly AwaitedOutput[]): void {
  if (outputs.length === 0) return;
  const precondition = outputs.map(({ value, message }) => ({
    condition: Fn.conditional(
      Op.eq(Fn.timestamp(), "never"),
      false,
      Op.neq(value, KNOWN_ONCE_APPLIED),
    ) as IResolvable,
    errorMessage: message,
  }));
  const { lifecycle = {} } = resource;
  resource.lifecycle = {
    ...lifecycle,
    precondition: [...(lifecycle.precondition ?? []), ...precondition],
  };
}
