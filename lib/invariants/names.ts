import { type NameRule, ruleFault } from "../azure/names/name-rule";
import { nameRules } from "../azure/names/azure-names";
import { resourceRecords } from "../services";
import { typesOf } from "../services/contract/resource-record";
import type { Fault, Invariant } from "./invariant";
import type { WrittenBlock, WrittenStack } from "./written-stack";

const DEPLOYMENT = "azurerm_resource_group_template_deployment";

/** Azure's rules for the names of a type. What a template deployment creates is named in its parameters. */
const rulesByType: ReadonlyMap<string, readonly NameRule[]> = new Map(
  Object.values(resourceRecords)
    .flatMap((record) => typesOf(record).map(({ type }) => type))
    .map((type) => [type, type === DEPLOYMENT ? [nameRules.templateDeployment] : rulesOf(type)] as const),
);

function rulesOf(type: string): readonly NameRule[] {
  return Object.values(resourceRecords)
    .filter((record) => typesOf(record).some((each) => each.type === type))
    .flatMap(({ names }) => Object.values(names ?? {}));
}

export const names: Invariant = {
  holds: "Every name is one that Azure accepts",
  check: ({ own }) =>
    Object.values(own).flatMap((stack) =>
      stack.resources.flatMap((resource) => {
        const name = nameOf(resource);
        const rules = rulesByType.get(resource.type) ?? [];
        const faults = name === undefined ? [] : rules.map((rule) => ruleFault(rule, name));
        const [fault] = faults;
        // A type of which two kinds are named takes what either takes.
        if (fault === undefined || faults.includes(undefined)) return [];
        return [
          {
            stack: stack.id,
            address: resource.address,
            what: `is named ${JSON.stringify(name)}, and ${fault}`,
            fix: "change the name in the options, or in the transform that sets it",
          },
        ];
      }),
    ),
};

export const uniqueNames: Invariant = {
  holds: "No two resources have one name in Azure",
  check: ({ own }) => {
    const seen = new Map<string, string>();
    return Object.values(own).flatMap((stack) =>
      stack.resources.flatMap((resource): readonly Fault[] => {
        const place = placeOf(stack, resource);
        if (place === undefined) return [];
        const first = seen.get(place);
        if (first === undefined) {
          seen.set(place, resource.address);
          return [];
        }
        return [
          {
            stack: stack.id,
            address: resource.address,
            what: `has the name ${JSON.stringify(nameOf(resource))}, which ${first} has too`,
            fix: "give one of them another name: Azure would create one, and refuse the other",
          },
        ];
      }),
    );
  },
};

/** A name that is known before it is applied. */
function nameOf({ body }: WrittenBlock): string | undefined {
  const { name } = body;
  return typeof name === "string" && !/\$\{|%\{/.test(name) ? name : undefined;
}

/** Where a name has to be unique: what else says where the resource is. Of global names, everywhere. */
function placeOf(stack: WrittenStack, resource: WrittenBlock): string | undefined {
  const { type, body } = resource;
  const name = nameOf(resource)?.toLowerCase();
  if (name === undefined || Object.hasOwn(body, "for_each") || Object.hasOwn(body, "count")) return undefined;
  const isGlobal = (rulesByType.get(type) ?? []).some(({ scope }) => scope === "global");
  const parents = Object.entries(body)
    .filter(([key, value]) => typeof value === "string" && /^(?:scope|.*_(?:id|name))$/.test(key))
    .sort();
  return JSON.stringify(isGlobal ? [type, name] : [type, name, stack.id, parents]);
}
