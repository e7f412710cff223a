import type { TypeContext } from "../arm-type";
import { Refusal } from "../exchange";
import { type Json, type JsonObject, asText, at, isObject, listAt, objectAt, textAt } from "../json";
import type { Resource } from "../store";
import { evaluate, evaluateAll } from "./expression";
import { templateFunctions } from "./functions";
import { messageOf } from "../../settings/message-of";

/**
 * Deploys what a template describes. Values of secure parameters go into what is made, and into nothing that is kept
 * of the deployment.
 */
export function deploy(asked: JsonObject, { id }: Omit<Resource, "body">, context: TypeContext): JsonObject {
  const template = objectAt(asked, "properties.template");
  const parameters = parametersOf(template, objectAt(asked, "properties.parameters"), context);
  const group = id.slice(0, id.toLowerCase().indexOf("/providers/"));
  const functions = templateFunctions(group, (name) => parameters.get(name.toLowerCase())?.value, context);
  const made = orderly(() =>
    listAt(template, "resources")
      .filter(isObject)
      .map((resource) => {
        const {
          type,
          name,
          apiVersion = null,
          dependsOn: _order,
          condition,
          ...body
        } = evaluateAll(resource, functions) as JsonObject;
        if (condition === false) return undefined;
        const made = context.deploy(idOf(group, asText(type), asText(name)), body, asText(apiVersion));
        return { id: made.id };
      }),
  );
  return {
    ...asked,
    properties: {
      ...objectAt(asked, "properties"),
      parameters: Object.fromEntries(
        [...parameters].map(([, { name, type, value }]) => [
          name,
          isSecure(type) ? { type } : { type, value: value ?? null },
        ]),
      ),
      outputs: Object.fromEntries(
        Object.entries(objectAt(template, "outputs")).map(([name, output]) => [
          name,
          { type: textAt(output, "type"), value: evaluateAll(at(output, "value") ?? null, functions) },
        ]),
      ),
      outputResources: made.filter((each) => each !== undefined),
      mode: at(asked, "properties.mode") ?? "Incremental",
    },
  };
}

/** The template itself is asked for with exportTemplate. */
export function shownDeployment({ body }: Resource): JsonObject {
  const { template: _template, ...properties } = objectAt(body, "properties");
  return { ...body, properties };
}

interface Parameter {
  readonly name: string;
  readonly type: string;
  readonly value: Json | undefined;
}

function parametersOf(
  template: JsonObject,
  given: JsonObject,
  context: TypeContext,
): ReadonlyMap<string, Parameter> {
  const entries = Object.entries(objectAt(template, "parameters")).map(([name, declared]) => {
    const type = textAt(declared, "type");
    const said = at(given, `${name}.value`);
    if (said === null)
      throw new Refusal(400, "InvalidTemplate", `The value for the template parameter '${name}' is null.`);
    const otherwise = at(declared, "defaultValue");
    if (said === undefined && otherwise === undefined)
      throw new Refusal(
        400,
        "InvalidTemplate",
        `The value for the template parameter '${name}' is not provided.`,
      );
    // Here alone a template may draw values: anywhere else they would change with each evaluation.
    const draw = (name: string) => (name === "newguid" ? () => context.draw() : undefined);
    const value =
      said ?? (typeof otherwise === "string" ? orderly(() => evaluate(otherwise, draw)) : otherwise);
    return [name.toLowerCase(), { name, type, value }] as const;
  });
  for (const name of Object.keys(given))
    if (!entries.some(([known]) => known === name.toLowerCase()))
      throw new Refusal(400, "InvalidTemplate", `The template parameter '${name}' is not declared.`);
  return new Map(entries);
}

function isSecure(type: string): boolean {
  return type.toLowerCase().startsWith("secure");
}

/** `a/default/b` of type `N/x/y/z` → `/…/providers/N/x/a/y/default/z/b`. */
function idOf(group: string, type: string, name: string): string {
  const [namespace = "", ...types] = type.split("/");
  const names = name.split("/");
  if (names.length !== types.length)
    throw new Refusal(
      400,
      "InvalidTemplate",
      `The resource name '${name}' has too few parts for type '${type}'.`,
    );
  const path = types.flatMap((each, index) => [each, names[index] ?? ""]);
  return `${group}/providers/${namespace}/${path.join("/")}`;
}

/** A template that cannot be evaluated is refused, as any other that is wrong. */
function orderly<T>(run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal(400, "InvalidTemplate", messageOf(error));
  }
}
