import { startedByEvents } from "../../components/requirements";
import type { Draft } from "../contract/draft";
import { firstWith } from "../../provider/since";
import { decideAccess, decideOpenSlots } from "./access";
import { decideAlwaysReady } from "./always-ready";
import { warnOfAnonymous } from "./anonymous";
import { checkAppSettings } from "./app-settings";
import { decideContainer } from "./container";
import { decideCors } from "./cors";
import { decideFurtherApps } from "./further-apps";
import { decideCustomDomains } from "./custom-domains";
import { decideHostJson } from "./host-json/decisions";
import { decideIpRestrictions } from "./ip-restrictions";
import { decideSignIn } from "./sign-in";
import { decideCallers } from "./callers";
import { decideRuntime } from "./node-versions";
import { checkScheduleSettings } from "./schedule-settings";
import { checkSlotSettings } from "./slot-settings";
import { warnOfLongNames } from "./long-names";
import { pauseSetting } from "./pause-setting";
import { warnOfComponents } from "./warn-of-components";
import { zoneInstances } from "./zones";

/** Every rule of Azure that a combination of `functionApp` options can break. */
export function decideFunctionApp(draft: Draft): void {
  decideContainer(draft);
  decideAlwaysOn(draft);
  decideAccess(draft);
  decideZones(draft);
  decideOs(draft);
  decideRuntime(draft);
  decideSlots(draft);
  decideOpenSlots(draft);
  decideCors(draft);
  decideIpRestrictions(draft);
  decideSignIn(draft);
  decideCallers(draft);
  decideCustomDomains(draft);
  decidePackage(draft);
  decideScale(draft);
  decideFurtherApps(draft);
  decideAlwaysReady(draft);
  decideHostJson(draft);
  checkAppSettings(draft);
  checkSlotSettings(draft);
  checkScheduleSettings(draft);
  warnOfLongNames(draft);
  warnOfComponents(draft);
  warnOfAnonymous(draft);
}

export function isElasticPremium(plan: string): boolean {
  return plan.startsWith("EP");
}

function decideOs(draft: Draft): void {
  const { plan, os } = draft.settings.functionApp;
  if (plan !== "FC1") return;
  draft.warn(
    "functionApp.plan",
    "FC1 is experimental: azurerm writes an AzureWebJobsStorage setting without a key in addition to the identity, " +
      "which can prevent the host from starting (hashicorp/terraform-provider-azurerm#29693)",
  );
  if (os !== "windows") return;
  if (draft.chosen("functionApp.os"))
    draft.problem(
      "functionApp.os",
      "FC1 (Flex Consumption) supports Linux only",
      "remove functionApp.os",
      "functionApp.plan",
    );
  else draft.adjust("functionApp.os", "linux", "FC1 (Flex Consumption) supports Linux only");
}

function decideAlwaysOn(draft: Draft): void {
  const { plan, alwaysOn } = draft.settings.functionApp;
  if (plan !== "Y1" || !alwaysOn) return;
  const why = "Y1 (Consumption) does not support always-on instances";
  if (!draft.chosen("functionApp.alwaysOn")) draft.adjust("functionApp.alwaysOn", false, why);
  else if (!draft.chosen("functionApp.plan"))
    draft.adjust("functionApp.plan", "EP1", `functionApp.alwaysOn is set: ${why}`);
  else
    draft.problem(
      "functionApp.alwaysOn",
      why,
      'set functionApp.plan to "EP1", or functionApp.alwaysOn to false',
      "functionApp.plan",
    );
}

/** learn.microsoft.com/azure/azure-functions/functions-scale, and azurerm, service_plan `zone_balancing_enabled` */
function decideZones(draft: Draft): void {
  const path = "functionApp.zoneRedundant";
  const { plan, zoneRedundant, maximumInstances } = draft.settings.functionApp;
  if (!zoneRedundant) return;
  const fewest = zoneInstances(plan);
  const against = [
    ...(fewest === undefined
      ? [{ why: `${plan} does not support zoneRedundant`, from: "functionApp.plan" as const }]
      : []),
    ...(draft.region?.zones === false
      ? [{ why: `${draft.location} has no availability zones`, from: "location" as const }]
      : []),
    ...(maximumInstances !== undefined && fewest !== undefined && maximumInstances < fewest
      ? [
          {
            why: `zone redundancy needs at least ${fewest} instances, but the maximum is ${maximumInstances}`,
            from: "functionApp.maximumInstances" as const,
          },
        ]
      : []),
  ];
  for (const { why, from } of against) {
    if (draft.chosen(path)) draft.problem(path, why, `set ${path} to false, or change ${from}`, from);
    else draft.adjust(path, false, why);
  }
  if (plan === "FC1" && against.length === 0)
    draft.note(
      path,
      `Azure keeps ${fewest} instances ready for each group of functions, and charges for them`,
    );
}

/** Slots beside production: learn.microsoft.com/azure/azure-functions/functions-scale#service-limits */
const MOST_SLOTS = { Y1: 1, EP1: 2, EP2: 2, EP3: 2, FC1: 0 } as const;

function decideSlots(draft: Draft): void {
  const { plan, slots } = draft.settings.functionApp;
  const most = MOST_SLOTS[plan];
  if (new Set(slots.map((slot) => slot.toLowerCase())).size < slots.length)
    draft.problem("functionApp.slots", "two slots have one name", "give each slot a different name");
  warnOfBusySlots(draft);
  if (slots.length <= most) return;
  const why = `${plan} allows ${most} ${most === 1 ? "slot" : "slots"} in addition to production`;
  if (draft.chosen("functionApp.slots"))
    draft.problem(
      "functionApp.slots",
      `${why}, got ${slots.length}`,
      most === 0 ? "remove functionApp.slots, or choose another functionApp.plan" : `keep at most ${most}`,
      "functionApp.plan",
    );
  else draft.adjust("functionApp.slots", slots.slice(0, most), why);
}

/** A slot that cannot be paused takes events of production while a release is tried in it. */
function warnOfBusySlots(draft: Draft): void {
  const { slots, os, plan } = draft.settings.functionApp;
  if (slots.length === 0 || plan === "FC1") return;
  for (const { path, component } of draft.requirements.components)
    if (startedByEvents(component) && pauseSetting(component.name, os) === undefined)
      draft.warn(
        `${path}.name`,
        `on Linux, a function with a hyphen in its name cannot be paused, so it also runs in slots: ` +
          `name it "${component.name.replaceAll("-", "")}"`,
      );
}

function decidePackage(draft: Draft): void {
  const { package: source, plan, os } = draft.settings.functionApp;
  if (typeof source === "object") {
    if (plan === "FC1")
      draft.problem(
        "functionApp.package",
        "FC1 runs from its own blob container function-packages",
        "remove functionApp.package",
        "functionApp.plan",
      );
    checkPackageUrl(draft, source.url);
    return;
  }
  if (source !== "content-share") return;
  if (plan === "FC1")
    draft.problem(
      "functionApp.package",
      "FC1 does not support a content share",
      "remove functionApp.package",
      "functionApp.plan",
    );
  // learn.microsoft.com/azure/azure-functions/run-functions-from-deployment-package
  else if (plan === "Y1" && os === "linux")
    draft.problem(
      "functionApp.package",
      "Linux on Y1 (Consumption) runs packages only from a URL",
      'set functionApp.os to "windows", or remove functionApp.package',
      "functionApp.os",
      "functionApp.plan",
    );
  draft.noteAccess(
    "functionApp.package",
    "a content share needs an account key, which is stored in the key vault",
  );
}

function checkPackageUrl(draft: Draft, url: string): void {
  const path = "functionApp.package";
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (parsed?.protocol !== "https:")
    draft.problemWithoutValue(
      path,
      "the URL of a package must begin with https://",
      "set the full https URL of the package",
    );
  else if (parsed.search !== "" || parsed.username !== "" || parsed.password !== "")
    draft.problemWithoutValue(
      path,
      "the URL contains a signature or a password, which is a secret",
      "set the URL without it, and give the identity of the function app read access",
    );
}

/** learn.microsoft.com/azure/azure-functions/functions-scale#scale, and azurerm for FC1 */
const INSTANCES = {
  Y1: { windows: [1, 200], linux: [1, 100] },
  EP1: { windows: [1, 100], linux: [1, 100] },
  EP2: { windows: [1, 100], linux: [1, 100] },
  EP3: { windows: [1, 100], linux: [1, 100] },
  FC1: { windows: [1, 1000], linux: [1, 1000] },
} as const;
/** What earlier providers take for FC1. */
const FEWEST_FLEX_INSTANCES = 40;

function decideScale(draft: Draft): void {
  const { plan, os, maximumInstances } = draft.settings.functionApp;
  const [fewest, most] = INSTANCES[plan][os];
  if (maximumInstances !== undefined && (maximumInstances < fewest || maximumInstances > most))
    draft.problem(
      "functionApp.maximumInstances",
      `${plan} on ${os} scales out to ${fewest} to ${most} instances`,
      `set it to a number from ${fewest} to ${most}, or remove it`,
      "functionApp.plan",
    );
  else if (
    plan === "FC1" &&
    maximumInstances !== undefined &&
    maximumInstances < FEWEST_FLEX_INSTANCES &&
    !draft.providerCan("fewFlexInstances")
  )
    draft.problem(
      "functionApp.maximumInstances",
      `azurerm ${draft.providerVersion} allows ${FEWEST_FLEX_INSTANCES} to ${most} instances for FC1`,
      `set provider.version to ${firstWith("fewFlexInstances")} or later, or functionApp.maximumInstances to ` +
        `${FEWEST_FLEX_INSTANCES} or more`,
      "provider.version",
    );
  if (plan !== "FC1" && draft.chosen("functionApp.instanceMemoryInMB"))
    draft.problem(
      "functionApp.instanceMemoryInMB",
      `${plan} has a fixed size`,
      'remove it, or set functionApp.plan to "FC1"',
      "functionApp.plan",
    );
}
