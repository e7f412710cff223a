import type { App, TerraformStack } from "cdktf";
import type { BackendPlan } from "../decide/backend-plan";
import { type PlanFile, readPlan } from "../review/plan-file";
import type { StackRole } from "../services/contract/service";
import { redacted } from "../settings/redacted";

/** What `defineBackend` returns, as far as matchers look at it. */
export interface DefinedBackend {
  readonly plan: BackendPlan;
  readonly app?: App;
  readonly stacks?: Readonly<Record<StackRole, TerraformStack>>;
}

/** As Jest takes it. */
export interface MatcherResult {
  readonly pass: boolean;
  readonly message: () => string;
}

/** What Jest tells a matcher of how it is called. */
export interface MatcherContext {
  readonly isNot?: boolean;
}

/** What a matcher was given. */
export type Received =
  | { readonly kind: "backend"; readonly plan: BackendPlan; readonly app?: App }
  | { readonly kind: "terraform"; readonly file: PlanFile };

/**
 * Reads what `expect` was given.
 *
 * @param matcher - how messages name the matcher
 * @throws Error for anything but a backend, a plan, or a plan of Terraform as JSON
 */
export function receivedBy(matcher: string, received: unknown): Received {
  const plan = planIn(received);
  if (plan !== undefined) {
    const app = isObject(received) ? (received["app"] as App | undefined) : undefined;
    return { kind: "backend", plan, ...(app === undefined ? {} : { app }) };
  }
  const json =
    typeof received === "string" ? received : isTerraformPlan(received) && JSON.stringify(received);
  if (json === false)
    throw new Error(
      `${matcher} needs a backend, a plan of planBackend, or the text or object that "terraform show -json" writes of a saved plan, ` +
        `got ${shown(received)}`,
    );
  const file = readPlan("", json, `what ${matcher} was given`);
  if (file.errored || !file.complete)
    throw new Error(
      `${matcher} needs a complete plan of Terraform: this one ${file.errored ? "stopped at an error" : "leaves resources to a later plan"}`,
    );
  return { kind: "terraform", file };
}

/** The plan of a backend, or a plan; undefined for anything else. */
export function planIn(value: unknown): BackendPlan | undefined {
  if (isPlan(value)) return value;
  const plan = isObject(value) ? value["plan"] : undefined;
  return isPlan(plan) ? plan : undefined;
}

/** A value in messages: an object is not written out. */
export function shown(value: unknown): string {
  if (Array.isArray(value)) return "a list";
  return isObject(value) ? "another object" : redacted(value);
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

function isPlan(value: unknown): value is BackendPlan {
  return isObject(value) && "services" in value && "stackIds" in value && "grants" in value;
}

function isTerraformPlan(value: unknown): boolean {
  return isObject(value) && "format_version" in value;
}

/** `shop (prod)` */
export function subjectOf({ project, environment }: BackendPlan): string {
  return `${project} (${environment})`;
}
