import { type Change, isGone } from "../change";
import { keepsData } from "../data-types";
import type { Found } from "../finding";
import { type ReviewContext, type Rule, perChange } from "./rule";

const PLAN_ACTIONS = "developer.hashicorp.com/terraform/internals/json-format#change-representation";
const REPLACES = "docs/guides/changes-that-replace.md";

/** Data that a change takes with it. */
export const dataRules = {
  "data-destroyed": {
    severity: "high",
    title: "A resource with data is destroyed",
    source: PLAN_ACTIONS,
    find: perChange(({ kind, type }) =>
      kind === "delete" && keepsData(type)
        ? {
            what: "is destroyed, with the data in it",
            why: "What it holds is gone: Azure brings back only what soft delete or a backup covers.",
            fix: "Put back what declares it. If the data is to go, export it first, and accept this finding with the reason.",
          }
        : undefined,
    ),
  },
  "data-replaced": {
    severity: "high",
    title: "A resource with data is replaced",
    source: PLAN_ACTIONS,
    find: perChange(({ kind, type, replacedBy }) =>
      kind === "replace" && keepsData(type)
        ? {
            what: `is destroyed and created again, empty${replacedBy.length === 0 ? "" : `, because of ${replacedBy.join(", ")}`}`,
            why: "Terraform moves no data from the old resource to the new one.",
            fix: `Keep the value that it has. If it has to change, create the new one beside it and copy the data first: ${REPLACES}.`,
          }
        : undefined,
    ),
  },
  "lost-with-parent": {
    severity: "high",
    title: "A resource is deleted with its parent, and the plan does not create it again",
    source: "learn.microsoft.com/azure/azure-resource-manager/management/resource-group-overview",
    find: lostWithParent,
  },
  "data-forgotten": {
    severity: "medium",
    title: "A resource with data leaves Terraform's state and stays in Azure",
    source: "developer.hashicorp.com/terraform/language/block/removed",
    find: perChange(({ kind, type }) =>
      kind === "forget" && keepsData(type)
        ? {
            what: "is no longer managed, and stays in Azure with its data",
            why: "Nobody changes, protects or deletes it any more, and it is still paid for.",
            fix: "Import it where it is managed from now on, or delete it when nobody needs it.",
          }
        : undefined,
    ),
  },
  "stack-destroyed": {
    severity: "high",
    title: "Everything in a stack is destroyed",
    source: PLAN_ACTIONS,
    find: ({ stacks }: ReviewContext): readonly Found[] =>
      stacks.flatMap(({ stack, changes }) => {
        const managed = changes.filter((change) => change.managed);
        const gone = managed.filter(({ kind }) => kind === "delete");
        if (gone.length < 2 || gone.length < managed.length) return [];
        return [
          {
            address: stack,
            stack,
            what: `all ${gone.length} resources of the stack are destroyed`,
            why: "The plan leaves nothing of the stack: this is what terraform destroy plans, or a stack without its resources.",
            fix: "If the environment is to go, use destroy, which asks for its safeguards first. Otherwise find out why the app defines nothing.",
          },
        ];
      }),
  },
  "app-replaced": {
    severity: "medium",
    title: "A function app or one of its slots is replaced or destroyed",
    source: "learn.microsoft.com/azure/azure-functions/functions-how-to-use-azure-function-app-settings",
    find: perChange((change) =>
      isGone(change) && FUNCTION_APP.test(change.type)
        ? {
            what:
              change.kind === "replace"
                ? `is created again without its code${change.replacedBy.length === 0 ? "" : `, because of ${change.replacedBy.join(", ")}`}`
                : "is destroyed, with its code and keys",
            why: "The new app answers nothing until its code is released, and it has another identity and other function keys.",
            fix: "Plan a time for it, release the code right after the deployment, and give callers the new keys.",
          }
        : undefined,
    ),
  },
} as const satisfies Readonly<Record<string, Rule>>;

/** Azure deletes what is below a resource with it, also what another stack has there. */
function lostWithParent({ stacks }: ReviewContext): readonly Found[] {
  const gone = stacks.flatMap(({ changes }) =>
    changes.filter((change) => change.managed && isGone(change) && idOf(change) !== ""),
  );
  const isBelow = (change: Change, parent: Change): boolean => idOf(change).startsWith(`${idOf(parent)}/`);
  const topmost = gone.filter((change) => !gone.some((other) => isBelow(change, other)));
  return topmost.flatMap((parent) => {
    const below = stacks.flatMap(({ changes }) =>
      changes.filter((change) => change.managed && stays(change) && isBelow(change, parent)),
    );
    const stack = stacks.find(({ changes }) => changes.includes(parent))?.stack ?? "";
    return below.length === 0
      ? []
      : [
          {
            address: parent.address,
            stack,
            what: `${listed(below.map(({ address }) => address))} ${below.length === 1 ? "is" : "are"} deleted with it`,
            why: "Azure deletes them, and the plan takes them for unchanged: after apply they are missing.",
            fix: "Plan and apply again right after this apply: that plan creates them, empty.",
          },
        ];
  });
}

/** More are in the plan. */
const MOST_NAMED = 5;

function listed(addresses: readonly string[]): string {
  const more = addresses.length - MOST_NAMED;
  return more > 0 ? `${addresses.slice(0, MOST_NAMED).join(", ")} and ${more} more` : addresses.join(", ");
}

function stays({ kind }: Change): boolean {
  return kind === "no-op" || kind === "update";
}

function idOf({ before }: Change): string {
  const { id } = before;
  return typeof id === "string" && id.startsWith("/") ? id.toLowerCase() : "";
}

const FUNCTION_APP =
  /^azurerm_(?:(?:windows|linux)_(?:function|web)_app(?:_slot)?|function_app_flex_consumption|logic_app_standard)$/;
