import type { Grant } from "../contract/grant";
import type { FunctionAppPlan } from "./plan";
import { APP_CONSTRUCT, furtherAppId, slotConstructId } from "./resources";

/** An identity that runs code: the app, one of its slots, or a further app. */
export interface AppIdentity {
  /** Begins the addresses of its roles. */
  readonly id: string;
  /** Undefined for an app. */
  readonly slot?: string;
  /** Its name in `functionApp.apps`; undefined for the app of `functionApp` and its slots. */
  readonly app?: string;
}

/** Every identity that is given roles, the app first. */
export function appIdentities({
  slots,
  apps = [],
}: Pick<FunctionAppPlan, "slots" | "apps">): readonly AppIdentity[] {
  return [
    { id: APP_CONSTRUCT },
    ...slots.map(({ name }) => ({ id: slotConstructId(name), slot: name })),
    ...apps.map(({ id }) => ({ id: furtherAppId(id), app: id })),
  ];
}

/** What of a grant says who has it. */
type Given = Pick<Grant, "uses" | "ofFirstApp">;

/** Whether an identity has a grant: what its components need, and what every host needs. */
export function isGranted(
  { apps = [] }: Pick<FunctionAppPlan, "apps">,
  { app }: AppIdentity,
  { uses, ofFirstApp }: Given,
): boolean {
  if (uses === undefined) return app === undefined || ofFirstApp !== true;
  const runs = apps.find(({ id }) => id === app)?.components;
  const others = new Set(apps.flatMap(({ components }) => components));
  return uses.some(({ component }) =>
    runs === undefined ? !others.has(component) : runs.includes(component),
  );
}
