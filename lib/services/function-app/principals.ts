import type { Principal } from "../../kit/role-assignment";
import type { FunctionApp, FunctionAppSlot } from "./build";
import { APP_CONSTRUCT, slotConstructId } from "./resources";

/** The function app or one of its slots, which is a principal of its own. */
export interface AppPrincipal extends Principal {
  readonly app: FunctionApp | FunctionAppSlot;
  /** Undefined for the app itself. */
  readonly slot?: string;
}

/** Every principal that is given roles, the app first. */
export function principalsOf({
  functionApp,
  functionAppSlots,
}: {
  readonly functionApp: FunctionApp;
  readonly functionAppSlots: Readonly<Record<string, FunctionAppSlot>>;
}): readonly AppPrincipal[] {
  return [
    { id: APP_CONSTRUCT, principalId: functionApp.identity.principalId, app: functionApp },
    ...Object.entries(functionAppSlots).map(([slot, app]) => ({
      id: slotConstructId(slot),
      principalId: app.identity.principalId,
      app,
      slot,
    })),
  ];
}
