import { stateBackends } from "../decide/state-backends";
import { type TemplatePart, templateParts } from "../eject/template";
import { type Data, type DataObject, isDataObject } from "../settings/data";
import type { Invariant } from "./invariant";
import type { WrittenStack } from "./written-stack";

/** A reference, and what it is in. */
export interface Reference {
  readonly address: string;
  /** As it is written, `azurerm_storage_account.storage.id`. */
  readonly reference: string;
}

export const references: Invariant = {
  holds:
    "Every reference leads to something that its stack declares, or to an output of the stack that is read",
  check: ({ own, all }) =>
    Object.values(own).flatMap((stack) =>
      lostReferences(stack, Object.values(all)).map(({ address, reference }) => ({
        stack: stack.id,
        address,
        what: `refers to ${reference}, which is not there`,
        fix: reference.startsWith("data.terraform_remote_state.")
          ? "add that output to the stack that is read, or use backend.published"
          : "refer to a construct of the same stack instead of writing the address",
      })),
    ),
};

/** Every reference of a stack that leads nowhere: to nothing that it declares, to no output of a stack that it reads. */
export function lostReferences(stack: WrittenStack, all: readonly WrittenStack[]): readonly Reference[] {
  const declared = new Set(
    [...stack.resources, ...stack.data].map(({ address }) => address).concat(namedIn(stack.json)),
  );
  return referencesIn(stack).filter(({ reference }) => {
    const [, state, output] = OUTPUT.exec(reference) ?? [];
    if (state !== undefined && output !== undefined) return !isPublished(stack, state, output, all);
    return !declared.has(ADDRESS.exec(reference)?.[0] ?? reference);
  });
}

const OUTPUT = /^data\.terraform_remote_state\.([\w-]+)\.outputs\.([\w-]+)/;
const ADDRESS = /^(?:data\.)?[\w-]+\.[\w-]+/;

/** Variables, local values and modules. */
function namedIn(json: DataObject): readonly string[] {
  const sections = [
    ["variable", "var"],
    ["locals", "local"],
    ["module", "module"],
  ] as const;
  return sections.flatMap(([section, root]) => {
    const named = json[section];
    return isDataObject(named) ? Object.keys(named).map((name) => `${root}.${name}`) : [];
  });
}

/** True also where the state is that of no stack of this app: nobody knows its outputs here. */
function isPublished(
  stack: WrittenStack,
  name: string,
  output: string,
  all: readonly WrittenStack[],
): boolean {
  const read = stack.data.find(({ address }) => address === `data.terraform_remote_state.${name}`);
  if (read === undefined) return false;
  const state = stateKey(read.body["config"]);
  const source = all.find(({ json }) => state !== undefined && stateKey(backendIn(json)) === state);
  return source === undefined || Object.hasOwn(source.outputs, output);
}

function backendIn({ terraform }: DataObject): Data {
  if (!isDataObject(terraform)) return undefined;
  if (isDataObject(terraform["cloud"])) return terraform["cloud"];
  const backend = terraform["backend"];
  return isDataObject(backend) ? Object.values(backend)[0] : undefined;
}

/** The arguments that tell states of one place apart, of every backend. */
const SEPARATORS = ["path", ...new Set(Object.values(stateBackends).map(({ separator }) => separator))];

/** What tells one state from another, as a backend and who reads it say it; undefined where they say nothing. */
function stateKey(config: Data): string | undefined {
  if (!isDataObject(config)) return undefined;
  const { storage_account_name: account, container_name: container, organization, bucket } = config;
  const { workspaces } = config;
  const workspace = isDataObject(workspaces) ? workspaces["name"] : undefined;
  const separators = SEPARATORS.map((name) => config[name]);
  if (workspace === undefined && separators.every((value) => value === undefined)) return undefined;
  return JSON.stringify([...separators, account, container, organization, bucket, workspace]);
}

/** Every reference of a stack: in expressions, and addresses where Terraform takes them without one. */
function referencesIn({ json }: WrittenStack): readonly Reference[] {
  const dynamic = namesOfDynamicBlocks(json);
  return placesIn(json).flatMap(({ address, value }) =>
    addressesIn(value)
      .filter((reference) => !dynamic.has(reference.split(".")[0] ?? ""))
      .map((reference) => ({ address, reference })),
  );
}

/** The blocks of a stack, each with what it is called. */
function placesIn(json: DataObject): readonly { readonly address: string; readonly value: Data }[] {
  return Object.entries(json).flatMap(([section, content]) => {
    if (!isDataObject(content)) return [{ address: section, value: content }];
    if (section !== "resource" && section !== "data")
      return Object.entries(content).map(([name, value]) => ({ address: `${section}.${name}`, value }));
    const prefix = section === "data" ? "data." : "";
    return Object.entries(content).flatMap(([type, named]) =>
      isDataObject(named)
        ? Object.entries(named).map(([name, value]) => ({ address: `${prefix}${type}.${name}`, value }))
        : [],
    );
  });
}

/** Arguments that take addresses: developer.hashicorp.com/terraform/language/meta-arguments */
const TAKE_ADDRESSES = new Set(["depends_on", "replace_triggered_by"]);

function addressesIn(value: Data, key = ""): readonly string[] {
  if (typeof value === "string")
    return TAKE_ADDRESSES.has(key) && !value.includes("${") ? [value] : inTemplate(value);
  if (Array.isArray(value)) return value.flatMap((each: Data) => addressesIn(each, key));
  return isDataObject(value) ? Object.entries(value).flatMap(([name, each]) => addressesIn(each, name)) : [];
}

function inTemplate(template: string): readonly string[] {
  return partsOf(template).flatMap((part) => {
    if ("text" in part) return [];
    const code = "expression" in part ? part.expression : part.directive;
    // Strings within it are templates of their own.
    const strings = [...code.matchAll(STRING)].flatMap(([, inner = ""]) => inTemplate(inner));
    const bare = code.replaceAll(STRING, '""');
    const variables = new Set(
      [...bare.matchAll(/\bfor\s+(\w+)(?:\s*,\s*(\w+))?\s+in\b/g)].flatMap(([, ...names]) => names),
    );
    const found = [...bare.matchAll(/(?<![\w.\]-])[A-Za-z_][\w-]*(?:\.[A-Za-z_][\w-]*)+/g)].map(
      ([each]) => each,
    );
    return [
      ...found.filter((each) => isReference(each) && !variables.has(each.split(".")[0] ?? "")),
      ...strings,
    ];
  });
}

const STRING = /"((?:[^"\\]|\\.)*)"/g;

/** What cannot be read as a template is refused by Terraform, which says where. */
function partsOf(template: string): readonly TemplatePart[] {
  try {
    return templateParts(template);
  } catch {
    return [];
  }
}

/** Types of resources have the name of their provider before an underscore; `each`, `path` and the like have none. */
function isReference(text: string): boolean {
  const [root = ""] = text.split(".");
  return root.includes("_") || ["data", "var", "local", "module"].includes(root);
}

/** A dynamic block has a variable of its name: developer.hashicorp.com/terraform/language/expressions/dynamic-blocks */
function namesOfDynamicBlocks(value: Data): ReadonlySet<string> {
  if (typeof value !== "object" || value === null) return new Set();
  const below = Object.entries(value).flatMap(([key, each]: [string, Data]) => {
    const own = key === "dynamic" && isDataObject(each) ? Object.keys(each) : [];
    const named = key === "iterator" && typeof each === "string" ? [each] : [];
    return [...own, ...named, ...namesOfDynamicBlocks(each)];
  });
  return new Set(below);
}
