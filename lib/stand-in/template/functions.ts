import type { TypeContext } from "../arm-type";
import { type Json, asText, at } from "../json";
import { identity } from "../login";
import type { Functions, TemplateFunction } from "./expression";

/** The functions of a template that is deployed into `group`: those that backends use. */
export function templateFunctions(
  group: string,
  parameter: (name: string) => Json | undefined,
  { act, store }: TypeContext,
): Functions {
  const known: Readonly<Record<string, TemplateFunction>> = {
    concat: (...values) => values.map(asText).join(""),
    format: (text, ...values) =>
      asText(text).replace(/\{(\d+)\}/g, (_match, index: string) => asText(values[Number(index)])),
    parameters: (name) => {
      const value = parameter(asText(name));
      if (value === undefined) throw new Error(`there is no parameter ${asText(name)}`);
      return value;
    },
    resourceid: (...words) => resourceId(group, words.map(asText)),
    environment: () => ({
      suffixes: { storage: "core.windows.net", keyvaultDns: ".vault.azure.net" },
      resourceManager: "https://management.azure.com/",
    }),
    subscription: () => ({
      id: `/subscriptions/${identity.subscriptionId}`,
      subscriptionId: identity.subscriptionId,
      tenantId: identity.tenantId,
    }),
    resourcegroup: () => ({ id: group, name: group.split("/").at(-1) ?? "" }),
    guid: (...values) => values.map(asText).join("-"),
    reference: (id) => at(store.get(asText(id))?.body, "properties") ?? null,
  };
  return (name) => {
    // `listKeys`, `listConnectionStrings`, `listSecrets`: each is an action of the resource that it names.
    if (name.startsWith("list")) return (id) => act(asText(id), name);
    return known[name];
  };
}

/** `resourceId([subscription], [group], type, name, …)`. */
function resourceId(group: string, words: readonly string[]): string {
  const begin = words.findIndex((word) => word.includes("/"));
  const [namespace = "", ...types] = (words[begin] ?? "").split("/");
  const names = words.slice(begin + 1);
  const base =
    begin === 0
      ? group
      : `/subscriptions/${begin > 1 ? (words[0] ?? "") : identity.subscriptionId}/resourceGroups/${words[begin - 1] ?? ""}`;
  return `${base}/providers/${namespace}/${types.flatMap((each, index) => [each, names[index] ?? ""]).join("/")}`;
}
