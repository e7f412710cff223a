import { changedValues, isChanged, textAt } from "../change";
import { shownChange } from "../shown-value";
import type { DriftFinding } from "../../drift/stack-drift";
import { minutesOf } from "../minutes";
import type { Found } from "../finding";
import { type ReviewContext, type Rule, perChange } from "./rule";

/** What a change means for who runs the backend. */
export const effectRules = {
  renamed: {
    severity: "medium",
    title: "A resource gets another name",
    source: "learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules",
    find: perChange((change) => {
      const [before, after] = [textAt(change.before, "name"), textAt(change.after, "name")];
      return change.kind === "replace" && before !== "" && after !== "" && before !== after
        ? {
            what: `is called ${after}, no longer ${before}`,
            why: "Azure renames nothing: the resource is created again, and callers of the old name do not find it.",
            fix: "Keep the name that it has: names, or what the name is composed of (project, environment, nameSuffix, naming).",
          }
        : undefined;
    }),
  },
  slow: {
    severity: "low",
    title: "A change takes long",
    source: "one for each: lib/review/minutes.ts",
    find: perChange((change) => {
      const minutes = minutesOf(change);
      return (
        minutes && {
          what: `takes ${minutes.low === minutes.high ? `up to ${minutes.high}` : `${minutes.low} to ${minutes.high}`} minutes`,
          why: `A pipeline waits for it, and its login may end before. Source: ${minutes.source}.`,
          fix: "Give the pipeline's job the time, and deploy when nobody waits for another change.",
        }
      );
    }),
  },
  "platform-setting-changed": {
    severity: "medium",
    title: "An app setting that the Functions host or App Service reads changes",
    source: "learn.microsoft.com/azure/azure-functions/functions-app-settings",
    find: perChange((change) => {
      if (change.kind !== "update") return undefined;
      const names = changedValues(change).flatMap(({ path }) => {
        const [map, name] = [path.split(".")[0], path.split(".").slice(1).join(".")];
        return map === "app_settings" && PLATFORM_SETTING.test(name) ? [name] : [];
      });
      return names.length === 0
        ? undefined
        : {
            what: `${names.join(", ")} changes`,
            why: "The host reads it before any function runs: a wrong value stops the app.",
            fix: "Make sure that it is meant, and watch the first requests after the deployment.",
          };
    }),
  },
  "import-changes": {
    severity: "medium",
    title: "An existing resource is imported and changed at once",
    source: "developer.hashicorp.com/terraform/language/import",
    find: perChange((change) =>
      change.imported && isChanged(change)
        ? {
            what: `is imported, and ${change.kind === "replace" ? "replaced" : "changed"}: ${changedValues(change).map(shownChange).join("; ")}`,
            why: "What was set by hand is overwritten by what the options say.",
            fix: "Take over in the options, or in transform, what has to stay as it is.",
          }
        : undefined,
    ),
  },
  "changed-outside": {
    severity: "low",
    title: "A resource was changed outside of Terraform",
    source: "developer.hashicorp.com/terraform/internals/json-format#plan-representation",
    find: ({ stacks, drifts }: ReviewContext): readonly Found[] =>
      stacks.flatMap(({ stack, changes }) =>
        (drifts.get(stack)?.findings ?? []).map((found): Found => {
          const planned = changes.find(({ address }) => address === found.address);
          const isUndone = planned !== undefined && planned.kind !== "no-op";
          return {
            address: found.address,
            stack,
            ...(isUndone ? { severity: "medium" } : found.dangers.length > 0 ? { severity: "high" } : {}),
            what: driftText(found),
            why: isUndone
              ? "This plan undoes it, whatever it was done for."
              : "The state does not show what Azure has; this plan leaves it as it is.",
            fix: found.fix,
          };
        }),
      ),
  },
} as const satisfies Readonly<Record<string, Rule>>;

function driftText({ what, attributes }: DriftFinding): string {
  if (what === "deleted") return "was deleted outside of Terraform";
  return `was changed outside of Terraform: ${attributes.map(({ path }) => path).join(", ")}`;
}

/** What App Service, the Functions host and its triggers read: learn.microsoft.com/azure/azure-functions/functions-app-settings */
const PLATFORM_SETTING =
  /^(?:FUNCTIONS_\w+|WEBSITES?_\w+|AzureWebJobs\w+|AzureFunctionsJobHost__\w+|AzureFunctionsWebHost__\w+|SCALE_CONTROLLER_\w+|APPLICATIONINSIGHTS_\w+|APPINSIGHTS_\w+|DOCKER_\w+|SCM_\w+|ENABLE_ORYX_BUILD|languageWorkers__\w+)$/i;
