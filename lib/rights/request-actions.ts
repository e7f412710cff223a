import { isDataObject } from "../settings/data";
import { type ArmRequest, azureAction, type NeededAction } from "./azure-action";
import { linkedActions } from "./linked-actions";

/** What a request takes: its own action first, then those on what it names. */
export interface RequestActions {
  readonly own: NeededAction;
  /** Of a deployment: writing each resource of its template. */
  readonly deployed: readonly NeededAction[];
  readonly linked: readonly NeededAction[];
}

/** Everything that a request takes; undefined for what is asked of no subscription. */
export function requestActions(request: ArmRequest): RequestActions | undefined {
  const own = azureAction(request);
  if (own === undefined) return undefined;
  return {
    own,
    deployed: deployedBy(request, own),
    linked: ["PUT", "PATCH"].includes(request.method) ? linkedActions(own, request.body) : [],
  };
}

/** learn.microsoft.com/azure/azure-resource-manager/templates/deploy-cli#required-permissions */
function deployedBy({ body, method }: ArmRequest, { action, scope }: NeededAction): readonly NeededAction[] {
  if (method !== "PUT" || action.toLowerCase() !== "microsoft.resources/deployments/write") return [];
  const properties = isDataObject(body) ? body["properties"] : undefined;
  const template = isDataObject(properties) ? properties["template"] : undefined;
  const resources = isDataObject(template) ? template["resources"] : undefined;
  if (!Array.isArray(resources)) return [];
  const group = scope.replace(/\/providers\/.*$/, "");
  const types = (resources as readonly unknown[]).flatMap((each) =>
    isDataObject(each) && typeof each["type"] === "string" ? [each["type"]] : [],
  );
  return [...new Set(types)].map((type) => ({ action: `${type}/write`, scope: group }));
}
