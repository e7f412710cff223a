import { type JsonObject, type Json, isObject } from "../stand-in/json";
import { type BodyForm, forms, hclBlock, hclBody, listed, resourceForm } from "./hcl-body";
import type { Schemas } from "./provider-schema";

/** One block of a stack at its top level. */
export interface StackBlock {
  /** Its type and its labels: `resource`, `azurerm_key_vault`, `key_vault`. */
  readonly words: readonly string[];
  readonly hcl: string;
}

/** Every block of a stack in HCL: what Terraform itself reads first, else in the order of its JSON. */
export function stackBlocks(stack: JsonObject, schemas: Schemas): readonly StackBlock[] {
  const { terraform = null, ...others } = stack;
  const sources = sourcesOf(terraform);
  return Object.entries({ terraform, ...others }).flatMap(([type, value]) =>
    type === "provider"
      ? labelled(type, value, (name) => schemas.provider(sources[name] ?? name))
      : blocksOf(type, value, schemas),
  );
}

/** The source of each required provider, by the name that the stack has for it. */
function sourcesOf(terraform: Json): Readonly<Record<string, string>> {
  const required = listed(terraform).flatMap((each) => listed(each["required_providers"] ?? null));
  return Object.fromEntries(
    required.flatMap((each) =>
      Object.entries(each).flatMap(([name, provider]) => {
        const source = isObject(provider) ? provider["source"] : undefined;
        return typeof source === "string" ? [[name, source]] : [];
      }),
    ),
  );
}

function blocksOf(type: string, value: Json, schemas: Schemas): readonly StackBlock[] {
  switch (type) {
    case "//":
      return [];
    case "terraform":
      return listed(value).map((body) => ({ words: [type], hcl: terraformBlock(body) }));
    case "resource":
      return twiceLabelled(type, value, (name) => resourceForm(name, schemas.resource(name)));
    case "data":
      return twiceLabelled(type, value, (name) => resourceForm(name, schemas.data(name)));
    case "locals":
      return listed(value).map((body) => ({ words: [type], hcl: hclBlock([type], body, forms.plain) }));
    case "output":
    case "variable":
    case "module":
    case "check":
      return labelled(type, value, () => forms[type]);
    case "moved":
    case "import":
    case "removed":
      return listed(value).map((body) => ({ words: [type], hcl: hclBlock([type], body, forms[type]) }));
    default:
      throw new Error(`a block of the type ${type} is not known`);
  }
}

function labelled(
  type: string,
  value: Json,
  formOf: (label: string) => BodyForm,
  before: readonly string[] = [],
): readonly StackBlock[] {
  return entriesOf(value).flatMap(([label, bodies]) => {
    const words = [type, ...before, label];
    return listed(bodies).map((body) => ({ words, hcl: hclBlock(words, body, formOf(label)) }));
  });
}

function twiceLabelled(
  type: string,
  value: Json,
  formOf: (label: string) => BodyForm,
): readonly StackBlock[] {
  return entriesOf(value).flatMap(([label, named]) => {
    const form = formOf(label);
    return labelled(type, named, () => form, [label]);
  });
}

function entriesOf(value: Json): readonly (readonly [string, Json])[] {
  return listed(value)
    .flatMap((each) => Object.entries(each))
    .filter(([name]) => name !== "//");
}

/** Where the state is, and which providers are required. */
function terraformBlock({ backend, cloud, required_providers: required, ...settings }: JsonObject): string {
  // Its references are plain text in JSON: read back from HCL they would be others.
  if (settings["encryption"] !== undefined)
    throw new Error(
      "terraform.encryption of a stack cannot be ejected as HCL: set TF_ENCRYPTION instead, or use --syntax json",
    );
  const inside = [
    hclBody(settings, forms.plain),
    ...listed(required ?? null).map((body) => hclBlock(["required_providers"], body, forms.plain)),
    ...entriesOf(backend ?? null).flatMap(([type, bodies]) =>
      listed(bodies).map((body) => hclBlock(["backend", type], body, forms.cloud)),
    ),
    ...listed(cloud ?? null).map((body) => hclBlock(["cloud"], body, forms.cloud)),
  ].filter((each) => each !== "");
  return `terraform {\n${inside.join("\n\n")}\n}`;
}
