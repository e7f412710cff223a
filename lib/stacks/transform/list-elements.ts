import { Token } from "cdktf";
import { Construct } from "constructs";
import { isDataObject } from "../../settings/merge";
import type { ListRule } from "./list-rules";

export type Held = Extract<ListRule, { readonly rule: "held" }>;

/** What tells an element of a list from another one. */
export function identityOf({ by }: Pick<Held, "by">, element: unknown): unknown {
  if (by === undefined || !isDataObject(element)) return element;
  const identity = element[by];
  // Azure has two names for one region, "East US 2" and "eastus2".
  return by === "location" && typeof identity === "string"
    ? identity.toLowerCase().replaceAll(" ", "")
    : identity;
}

/** An element as messages show it. */
export function shownElement(rule: Pick<Held, "by">, element: unknown): string {
  if (Construct.isConstruct(element)) return element.node.id;
  const identity = identityOf(rule, element);
  return typeof identity === "string" && !Token.isUnresolved(identity)
    ? identity
    : "an element of the library";
}
