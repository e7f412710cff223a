import type { ComponentPath } from "../services/option-path";
import type { SettingValue } from "./setting-value";
import { bindingKind } from "./bindings";
import { type Code, codeOf } from "./code";
import { codeOnServiceBus, componentQueues } from "./component-queues";
import type { Component, Components } from "./component";
import { cosmosConnection } from "./connections";
import { hasOperation } from "./crud-routes";
import { containerOptionsOf } from "./cosmos-container/container-options-of";
import type { CrudApi } from "./define-crud-api";
import type { Needs, NeedsOf } from "./needs";
import type { QueueService } from "./queue-service";
import { type Facts, settingValue } from "./references";
import { settingPrefix } from "./setting-prefix";
import { triggerKind } from "./triggers";

/** Who needs something, and where that is said. */
export interface Origin {
  /** The component's path, `components.feedbackApi`. */
  readonly by: ComponentPath;
  /** The component's name, `feedback`. */
  readonly component: string;
  /** Where it is named, `components.audit.trigger.container`. */
  readonly path: ComponentPath;
}

/** Something that a component needs. */
export type ComponentRequirement<What extends keyof NeedsOf> = NeedsOf[What] & Origin;

/** What one component asks of the backend, as plain data. */
export interface ComponentRequirements {
  /** The component's path in the call, `components.feedbackApi`. */
  readonly path: ComponentPath;
  readonly component: Component;
  /** What it runs, with its queues where they are; undefined where it runs no code. */
  readonly code?: Code;
  /** How its app settings begin, `PROCESS_UPLOAD`. */
  readonly settingPrefix: string;
}

/** What all components ask for together: what has to be there, and what the app does with it. */
export type Requirements = { readonly components: readonly ComponentRequirements[] } & {
  readonly [What in keyof NeedsOf]: readonly ComponentRequirement<What>[];
};

/**
 * What all components of a call ask for.
 *
 * @param queues - where the queues of queue processors are
 */
export function requirementsOf(components: Components, queues: QueueService = "storage"): Requirements {
  const moved = componentQueues(components);
  const all = Object.entries(components).map(([key, component]): ComponentRequirements => {
    const code = queues === "storage" ? codeOf(component) : codeOnServiceBus(component, moved);
    return {
      path: `components.${key}`,
      component,
      ...(code === undefined ? {} : { code }),
      settingPrefix: settingPrefix(component.name),
    };
  });
  const parts = all.flatMap(({ path, component, code }) =>
    partsOf(component, code).map((part) => ({ by: path, component: component.name, ...part })),
  );
  const needed = <Need extends { readonly field?: string }>(
    pick: (needs: Needs) => readonly Need[] | undefined,
  ): readonly (Need & Origin)[] =>
    parts.flatMap(({ by, component, at, needs }) =>
      (pick(needs) ?? []).map((need) => ({
        ...need,
        by,
        component,
        path: pathOfPart(by, at, need.field ?? ""),
      })),
    );
  return {
    components: all,
    cosmosContainers: needed(({ cosmosContainers }) => cosmosContainers),
    blobContainers: needed(({ blobContainers }) => blobContainers),
    queues: needed(({ queues }) => queues),
    tables: needed(({ tables }) => tables),
    serviceBusQueues: needed(({ serviceBusQueues }) => serviceBusQueues),
    serviceBusTopics: needed(({ serviceBusTopics }) => serviceBusTopics),
    serviceBusSubscriptions: needed(({ serviceBusSubscriptions }) => serviceBusSubscriptions),
    eventHubs: needed(({ eventHubs }) => eventHubs),
    secrets: needed(({ secrets }) => secrets),
    redis: needed(({ redis }) => redis),
    eventSubscriptions: needed(({ eventSubscriptions }) => eventSubscriptions),
  };
}

function pathOfPart(by: ComponentPath, ...words: readonly string[]): ComponentPath {
  return words.filter((word) => word !== "").reduce<ComponentPath>((path, word) => `${path}.${word}`, by);
}

/** A part of a declaration that needs something. */
interface Part {
  /** Where it is, within the component; empty for the component itself. */
  readonly at: string;
  readonly needs: Needs;
}

function partsOf(component: Component, code: Code | undefined): readonly Part[] {
  if (component.kind === "crud-api") return [{ at: "", needs: apiNeeds(component) }];
  return code === undefined ? [] : codeParts(code);
}

function codeParts({
  name,
  trigger,
  triggerField,
  bindings = [],
  access = [],
  environment = {},
}: Code): readonly Part[] {
  return [
    { at: triggerField, needs: triggerKind(trigger.type).needs(trigger, name) },
    ...bindings.map((binding, index) => ({
      at: `bindings[${index}]`,
      needs: bindingKind(binding.type).needs(binding),
    })),
    ...access.map((each, index) => ({ at: `access[${index}]`, needs: bindingKind(each.type).needs(each) })),
    {
      at: "environment",
      needs: {
        secrets: Object.entries(environment).flatMap(([field, value]) =>
          typeof value === "object" && value.kind === "secret"
            ? [{ name: value.name, action: "read" as const, field, reason: `has it in ${field}` }]
            : [],
        ),
      },
    },
  ];
}

/** An API that changes nothing reads its container, and no more. */
function apiNeeds(api: CrudApi): Needs {
  const changes = (["create", "update", "delete"] as const).filter((operation) =>
    hasOperation(api, operation),
  );
  return {
    cosmosContainers: [
      {
        name: api.name,
        partitionKey: api.partitionKey,
        ...containerOptionsOf(api),
        action: changes.length === 0 ? "read" : "write",
        field: "partitionKey",
        reason: changes.length === 0 ? "reads its items" : "keeps its items there",
      },
    ],
  };
}

/** The app settings that follow from a declaration, connections by identity, none with a key. */
export function derivedSettings(
  { component, code, settingPrefix: prefix }: ComponentRequirements,
  database: string,
  publicContainers: ReadonlySet<string> = new Set(),
  cosmosRegions: readonly string[] = [],
): Readonly<Record<string, SettingValue>> {
  const names = { prefix, name: component.name, database, publicContainers, cosmosRegions };
  if (component.kind === "crud-api")
    return { ...cosmosConnection(names), [`${prefix}_COSMOS_CONTAINER`]: component.name };
  if (code === undefined) return {};
  const { trigger, bindings = [], access = [] } = code;
  return Object.assign(
    {},
    triggerKind(trigger.type).settings(trigger, names),
    ...[...bindings, ...access].map((each) => bindingKind(each.type).settings(each, names)),
  ) as Readonly<Record<string, SettingValue>>;
}

/** The app settings that a declaration asks for in so many words. */
export function ownSettings(
  { code }: ComponentRequirements,
  facts: Facts,
): Readonly<Record<string, SettingValue>> {
  return Object.fromEntries(
    Object.entries(code?.environment ?? {}).map(([name, value]) => [name, settingValue(value, facts)]),
  );
}

/** True where something of production's would start it in a slot as well. */
export function startedByEvents(component: Component): boolean {
  const code = codeOf(component);
  return code !== undefined && triggerKind(code.trigger.type).events;
}
