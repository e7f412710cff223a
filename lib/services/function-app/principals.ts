import type { Principal } from "../../kit/role-assignment";
import type { Grant } from "../contract/grant";
import { type AppIdentity, appIdentities, isGranted } from "./app-identities";
import type { FunctionApp, FunctionAppSlot } from "./build";
import type { FunctionAppPlan } from "./plan";

/** A function app or a slot, which is a principal of its own. */
export interface AppPrincipal extends Principal, Pick<AppIdentity, "slot"> {
  readonly app: FunctionApp | FunctionAppSlot;
  /** Whether it is given a role. */
  readonly has: (grant: Grant) => boolean;
  /** Its name in `functionApp.apps`; undefined for the first app and its slots. */
  readonly name?: string;
}

/** What is built of the service, as far as it runs code. */
interface BuiltApps {
  readonly functionApp: FunctionApp;
  readonly functionAppSlots: Readonly<Record<string, FunctionAppSlot>>;
  readonly functionApps: Readonly<Record<string, FunctionApp>>;
}

/** Every principal that is given roles, the app first. */
export function principalsOf(
  { functionApp, functionAppSlots, functionApps }: BuiltApps,
  plan: FunctionAppPlan,
): readonly AppPrincipal[] {
  return appIdentities(plan).flatMap((identity) => {
    const { id, slot, app: name } = identity;
    const app =
      slot !== undefined ? functionAppSlots[slot] : name !== undefined ? functionApps[name] : functionApp;
    if (app === undefined) return [];
    return [
      {
        id,
        principalId: app.identity.principalId,
        app,
        ...(slot === undefined ? {} : { slot }),
        has: (grant) => isGranted(plan, identity, grant),
        ...(name === undefined ? {} : { name }),
      },
    ];
  });
}
