import { changedValues } from "./change";
import { counted } from "../settings/counted";
import type { ReviewContext } from "./rules/rule";

/** Something that a review says nothing of, in a sentence. */
export type NotChecked = string;

/** What no review of a plan can see. */
const NEVER = [
  "the code of the functions, and data",
  "what Azure refuses because of policies, quotas, or names that others have",
];

/** What a reviewer must not take for checked. */
export function notCheckedOf(
  { stacks, before, after, drifts }: ReviewContext,
  { difference }: { readonly difference?: object },
): readonly NotChecked[] {
  const managed = stacks.flatMap(({ changes }) =>
    changes.filter((change) => change.managed && change.kind !== "no-op"),
  );
  const others = managed.filter(({ type }) => !type.startsWith("azurerm_")).map(({ type }) => type);
  const values = managed.flatMap((change) => (change.kind === "update" ? changedValues(change) : []));
  const noise = [...drifts.values()].reduce((sum, { ignored }) => sum + ignored.length, 0);
  const sensitive = values.filter(({ isSensitive }) => isSensitive).length;
  const unknown = values.filter(({ isUnknown }) => isUnknown).length;
  return [
    ...(after === undefined
      ? ["options, permissions and cost: the app does not define this environment"]
      : []),
    ...(after !== undefined && difference === undefined && before === undefined
      ? ["options, permissions and cost as a difference: there is no base to compare with; set --against"]
      : []),
    ...stacks.flatMap(({ stack, changedOutputs }, index) =>
      changedOutputs.length === 0 || index === stacks.length - 1
        ? []
        : [
            `what follows from ${changedOutputs.join(", ")} of ${stack} in the stacks after it: they are planned with the old values; ` +
              "plan them again once it is deployed",
          ],
    ),
    ...(stacks.every(({ saysComplete }) => saysComplete)
      ? []
      : ["whether a plan was made with -target: the program that made it does not say"]),
    ...(noise === 0
      ? []
      : [
          `${counted(noise, "difference")} outside of Terraform that ${noise === 1 ? "is" : "are"} noise: docs/guides/detect-drift.md`,
        ]),
    ...(others.length === 0 ? [] : [`what types of other providers do in Azure: ${countsOf(others)}`]),
    ...(sensitive === 0
      ? []
      : [`${counted(sensitive, "sensitive value")} that ${sensitive === 1 ? "changes" : "change"}`]),
    ...(unknown === 0 ? [] : [`${counted(unknown, "value")} known only after apply`]),
    ...NEVER,
  ];
}

function countsOf(types: readonly string[]): string {
  return [...new Set(types)]
    .sort()
    .map((type) => `${type} (${types.filter((each) => each === type).length})`)
    .join(", ");
}
