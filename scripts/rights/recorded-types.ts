import { armTypes } from "../../lib/rights/arm-types";

/** Types that azurerm asks for beside those that a backend's resources are, by its sources. */
const BESIDE = ["Microsoft.AlertsManagement/smartDetectorAlertRules", "Microsoft.Network/networkInterfaces"];

const byLower: ReadonlyMap<string, string> = new Map(
  [...Object.values(armTypes), ...BESIDE].map((type) => [type.toLowerCase(), type]),
);

const namespaces: ReadonlySet<string> = new Set([...byLower.keys()].map((type) => type.split("/")[0] ?? ""));

/** Whether the library has types of a resource provider. */
export function isOwnNamespace(namespace: string): boolean {
  return namespaces.has(namespace.toLowerCase());
}

/** The resource that a request is about, or that what it is about belongs to. */
export interface Owner {
  readonly type: string;
  readonly id: string;
}

/** Undefined for what is asked of a subscription or a group alone, and of resources that the library does not create. */
export function ownerOf(path: string): Owner | undefined {
  const [, group] = /^(\/subscriptions\/[^/]+\/resourceGroups\/[^/]+)(?:\/resources)?$/i.exec(path) ?? [];
  if (group !== undefined)
    return { type: "Microsoft.Resources/subscriptions/resourceGroups", id: group.toLowerCase() };
  const [, above = "", after = ""] = /^(.*\/providers)\/(.*)$/i.exec(path) ?? [];
  const [namespace = "", ...segments] = after.split("/");
  for (let count = segments.length - (segments.length % 2); count >= 2; count -= 2) {
    const own = segments.slice(0, count);
    const type = [namespace, ...own.filter((_segment, index) => index % 2 === 0)].join("/");
    const known = byLower.get(type.toLowerCase());
    if (known !== undefined) return { type: known, id: [above, namespace, ...own].join("/").toLowerCase() };
  }
  return undefined;
}

/** An action with the type that it begins with as the library spells it. */
export function spelled(action: string): string {
  const segments = action.split("/");
  for (let count = segments.length - 1; count >= 2; count -= 1) {
    const known = byLower.get(segments.slice(0, count).join("/").toLowerCase());
    if (known !== undefined) return [known, ...segments.slice(count)].join("/");
  }
  return action;
}
