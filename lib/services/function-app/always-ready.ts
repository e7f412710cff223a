import { codeOf } from "../../components/code";
import type { Component } from "../../components/component";
import { functionNamesOf } from "../../components/function-names";
import { nearest } from "../../settings/nearest";
import { redacted } from "../../settings/redacted";
import type { Draft } from "../contract/draft";
import type { OptionPath } from "../option-path";
import type { FunctionAppSettings } from "./settings";

/** Functions that scale together: learn.microsoft.com/azure/azure-functions/flex-consumption-plan#per-function-scaling */
const GROUPS = ["http", "blob", "durable"] as const;
type Group = (typeof GROUPS)[number];

const ONE = "function:";
const OPTION = "functionApp.alwaysReady";
/** What an app has that names no maximum. */
const MOST = 100;

/** The groups in an order that does not depend on how they were written; `alwaysOn` is that of the HTTP functions. */
export function alwaysReadyGroups(app: FunctionAppSettings): {
  alwaysReadyGroups?: Readonly<Record<string, number>>;
} {
  const named = Object.keys(app.alwaysReady);
  if (app.plan !== "FC1" || named.length === 0) return {};
  const all = { ...(app.alwaysOn ? { http: 1 } : {}), ...app.alwaysReady };
  const order = (name: string): string =>
    `${GROUPS.some((group) => group === name) ? GROUPS.findIndex((group) => group === name) : GROUPS.length}${name}`;
  return {
    alwaysReadyGroups: Object.fromEntries(
      Object.entries(all).sort(([one], [other]) => (order(one) < order(other) ? -1 : 1)),
    ),
  };
}

/** Checks which groups there are, and how many instances they have together. */
export function decideAlwaysReady(draft: Draft): void {
  const { plan, alwaysReady, httpConcurrency } = draft.settings.functionApp;
  if (plan !== "FC1") {
    refuseElsewhere(draft, Object.keys(alwaysReady).length > 0, httpConcurrency !== undefined);
    return;
  }
  const groups = groupsOf(draft.requirements.components.map(({ component }) => component));
  for (const [name, instances] of Object.entries(alwaysReady)) checkGroup(draft, groups, name, instances);
  checkTotal(draft);
}

function refuseElsewhere(draft: Draft, ready: boolean, concurrency: boolean): void {
  const { plan } = draft.settings.functionApp;
  if (ready)
    draft.problem(
      OPTION,
      `only FC1 (Flex Consumption) has instances by group of functions, and the plan is ${plan}`,
      `set functionApp.plan to "FC1", or remove it${plan === "Y1" ? "" : ": functionApp.alwaysOn keeps an instance ready"}`,
      "functionApp.plan",
    );
  if (concurrency)
    draft.problem(
      "functionApp.httpConcurrency",
      `only FC1 (Flex Consumption) scales by requests of an instance, and the plan is ${plan}`,
      'set functionApp.plan to "FC1", or use functionApp.hostJson.extensions.http.maxConcurrentRequests',
      "functionApp.plan",
    );
}

/** The group of each function, by its name; undefined where it scales by itself. */
function groupsOf(components: readonly Component[]): ReadonlyMap<string, Group | undefined> {
  return new Map(
    components.flatMap((component) =>
      functionNamesOf(component).map((name) => [name, groupOf(component)] as const),
    ),
  );
}

function groupOf(component: Component): Group | undefined {
  const type = component.kind === "crud-api" ? "http" : codeOf(component)?.trigger.type;
  return GROUPS.find((group) => group === type);
}

function checkGroup(
  draft: Draft,
  functions: ReadonlyMap<string, Group | undefined>,
  name: string,
  instances: number,
): void {
  const path: OptionPath = `${OPTION}.${name}`;
  const { alwaysOn } = draft.settings.functionApp;
  if (name === "http" && instances === 0 && alwaysOn && draft.chosen("functionApp.alwaysOn"))
    draft.problem(
      path,
      "functionApp.alwaysOn keeps an instance of the HTTP functions ready",
      "remove one of the two",
      "functionApp.alwaysOn",
    );
  if (!name.startsWith(ONE)) {
    if (!GROUPS.some((group) => group === name)) refuseName(draft, path, functions, name);
    // Code of the user's own can have durable functions, which no component declares.
    else if (name !== "durable" && instances > 0 && ![...functions.values()].some((group) => group === name))
      draft.warn(path, `no component has a function in the group ${name}, and each instance costs`);
    return;
  }
  const one = name.slice(ONE.length);
  if (!functions.has(one)) refuseName(draft, path, functions, name);
  const group = functions.get(one);
  if (group !== undefined)
    draft.problem(
      path,
      `${one} scales together with all functions of the group ${group}`,
      `use ${group} in place of ${name}`,
    );
}

function refuseName(
  draft: Draft,
  path: OptionPath,
  functions: ReadonlyMap<string, Group | undefined>,
  name: string,
): void {
  const single = [...functions].flatMap(([each, group]) => (group === undefined ? [`${ONE}${each}`] : []));
  const known = [...GROUPS, ...single];
  const close = nearest(name, known) ?? known.find((each) => each === `${ONE}${name}`);
  draft.problem(
    path,
    `there is no group ${redacted(name)}${close === undefined ? "" : `. Did you mean ${redacted(close)}?`}`,
    `use one of ${known.join(", ")}`,
  );
}

/** azurerm, function_app_flex_consumption_resource.go, ExpandAlwaysReadyConfiguration. */
function checkTotal(draft: Draft): void {
  const { functionApp } = draft.settings;
  const all = Object.values(alwaysReadyGroups(functionApp).alwaysReadyGroups ?? {});
  const total = all.reduce((sum, each) => sum + each, 0);
  const most = functionApp.maximumInstances ?? MOST;
  if (total > most)
    draft.problem(
      OPTION,
      `${total} instances are always ready, and the app scales out to at most ${most}`,
      `keep at most ${most} ready, or raise functionApp.maximumInstances`,
      "functionApp.maximumInstances",
    );
}
