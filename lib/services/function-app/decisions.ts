import { startedByEvents } from "../../components/requirements";
import type { Draft } from "../contract/draft";
import { firstWith } from "../../provider/since";
import { decideAccess, decideOpenSlots } from "./access";
import { warnOfAnonymous } from "./anonymous";
import { checkAppSettings } from "./app-settings";
import { decideContainer } from "./container";
import { decideRuntime } from "./node-versions";
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
  decidePackage(draft);
  decideScale(draft);
  checkAppSettings(draft);
  checkSlotSettings(draft);
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
    "FC1 is experimental: azurerm writes an AzureWebJobsStorage setting without a key beside the identity, " +
      "which can keep the host from starting (hashicorp/terraform-provider-azurerm#29693)",
  );
  if (os !== "windows") return;
  if (draft.chosen("functionApp.os"))
    draft.problem(
      "functionApp.os",
      "FC1 (Flex Consumption) has Linux only",
      "leave functionApp.os out",
      "functionApp.plan",
    );
  else draft.adjust("functionApp.os", "linux", "FC1 (Flex Consumption) has Linux only");
}

function decideAlwaysOn(draft: Draft): void {
  const { plan, alwaysOn } = draft.settings.functionApp;
  if (plan !== "Y1" || !alwaysOn) return;
  const why = "Y1 (Consumption) keeps no instance ready";
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
      ? [{ why: `${plan} is not spread by hand`, from: "functionApp.plan" as const }]
      : []),
    ...(draft.region?.zones === false
      ? [{ why: `${draft.location} has no availability zones`, from: "location" as const }]
      : []),
    ...(maximumInstances !== undefined && fewest !== undefined && maximumInstances < fewest
      ? [
          {
            why: `zones take ${fewest} instances at least, and there are ${maximumInstances} at most`,
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
    draft.note(path, `Azure keeps ${fewest} instances ready for each group of functions, which are paid for`);
}

/** Slots beside production: learn.microsoft.com/azure/azure-functions/functions-scale#service-limits */
const MOST_SLOTS = { Y1: 1, EP1: 2, EP2: 2, EP3: 2, FC1: 0 } as const;

function decideSlots(draft: Draft): void {
  const { plan, slots } = draft.settings.functionApp;
  const most = MOST_SLOTS[plan];
  if (new Set(slots.map((slot) => slot.toLowerCase())).size < slots.length)
    draft.problem("functionApp.slots", "two slots have one name", "name each slot once");
  warnOfBusySlots(draft);
  if (slots.length <= most) return;
  const why = `${plan} allows ${most} ${most === 1 ? "slot" : "slots"} beside production`;
  if (draft.chosen("functionApp.slots"))
    draft.problem(
      "functionApp.slots",
      `${why}, got ${slots.length}`,
      most === 0 ? "leave functionApp.slots out, or choose another functionApp.plan" : `keep at most ${most}`,
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
        `on Linux a function with a hyphen in its name cannot be paused, so that it runs in slots too: ` +
          `name it "${component.name.replaceAll("-", "")}"`,
      );
}

function decidePackage(draft: Draft): void {
  const { package: source, plan, os } = draft.settings.functionApp;
  if (typeof source === "object") {
    if (plan === "FC1")
      draft.problem(
        "functionApp.package",
        "FC1 runs from its own container function-packages",
        "leave functionApp.package out",
        "functionApp.plan",
      );
    checkPackageUrl(draft, source.url);
    return;
  }
  if (source !== "content-share") return;
  if (plan === "FC1")
    draft.problem(
      "functionApp.package",
      "FC1 has no content share",
      "leave functionApp.package out",
      "functionApp.plan",
    );
  // learn.microsoft.com/azure/azure-functions/run-functions-from-deployment-package
  else if (plan === "Y1" && os === "linux")
    draft.problem(
      "functionApp.package",
      "Linux on Y1 (Consumption) runs a package from a URL only",
      'set functionApp.os to "windows", or leave functionApp.package out',
      "functionApp.os",
      "functionApp.plan",
    );
  draft.noteAccess(
    "functionApp.package",
    "a content share is opened with an account key, kept in the key vault",
  );
}

function checkPackageUrl(draft: Draft, url: string): void {
  const path = "functionApp.package";
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (parsed?.protocol !== "https:")
    draft.problemWithoutValue(
      path,
      "the URL of a package begins with https://",
      "give the package's whole https URL",
    );
  else if (parsed.search !== "" || parsed.username !== "" || parsed.password !== "")
    draft.problemWithoutValue(
      path,
      "the URL carries a signature or a password, which is a secret",
      "give the plain URL, and the function app's identity the right to read it",
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
      `set it to a number from ${fewest} to ${most}, or leave it out`,
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
      `azurerm ${draft.providerVersion} takes ${FEWEST_FLEX_INSTANCES} to ${most} instances for FC1`,
      `set provider.version to ${firstWith("fewFlexInstances")} or later, or functionApp.maximumInstances to ` +
        `${FEWEST_FLEX_INSTANCES} or more`,
      "provider.version",
    );
  if (plan !== "FC1" && draft.chosen("functionApp.instanceMemoryInMB"))
    draft.problem(
      "functionApp.instanceMemoryInMB",
      `${plan} has a fixed size`,
      'leave it out, or set functionApp.plan to "FC1"',
      "functionApp.plan",
    );
}
