import { basename } from "node:path";
import type { Json, JsonObject, SynthesisedStack } from "./synth";

/** Every reference of a stack that leads nowhere: into no resource of its own, no output of the state it reads. */
export function lostReferences(
  stacks: Readonly<Record<string, SynthesisedStack>>,
): readonly (readonly [stack: string, reference: string])[] {
  return Object.entries(stacks).flatMap(([id, stack]) =>
    referencesIn(stack.json)
      .filter((reference) => !leadsSomewhere(reference, stack, stacks))
      .map((reference) => [id, reference] as const),
  );
}

/** Addresses in expressions, `depends_on` and `replace_triggered_by`. */
export function referencesIn(value: Json, key = ""): readonly string[] {
  if (typeof value === "string") {
    if (["depends_on", "replace_triggered_by"].includes(key)) return [value];
    const expressions = [...value.matchAll(/(?<!\$)\$\{(.*?)\}/g)].map(([, inner]) => inner ?? "");
    return expressions.flatMap((inner) =>
      [...inner.replace(/"[^"]*"/g, "").matchAll(/[a-z][\w-]*(?:\.[\w-]+)+/g)].map(([address]) => address),
    );
  }
  if (typeof value !== "object" || value === null) return [];
  const entries = Object.entries<Json>(value);
  return entries.flatMap(([each, below]) => referencesIn(below, Array.isArray(value) ? key : each));
}

function leadsSomewhere(
  reference: string,
  { json, addresses }: SynthesisedStack,
  stacks: Readonly<Record<string, SynthesisedStack>>,
): boolean {
  if (reference === "terraform.workspace") return true;
  const [, state, output] = /^data\.terraform_remote_state\.([\w-]+)\.outputs\.(\w+)$/.exec(reference) ?? [];
  if (state !== undefined && output !== undefined) {
    const read = at(json, "data", "terraform_remote_state", state, "config", "path");
    if (typeof read !== "string") return false;
    const id = basename(read)
      .replace(/^terraform\./, "")
      .replace(/\.tfstate$/, "");
    return at(stacks[id]?.json, "output", output) !== undefined;
  }
  const [, type = "", name = ""] = /^(?:data\.)?([\w-]+)\.([\w-]+)/.exec(reference) ?? [];
  return reference.startsWith("data.")
    ? at(json, "data", type, name) !== undefined
    : addresses.includes(`${type}.${name}`) || (type === "var" && at(json, "variable", name) !== undefined);
}

function at(value: Json | undefined, ...keys: readonly string[]): Json | undefined {
  return keys.reduce(
    (here: Json | undefined, key) =>
      typeof here === "object" && here !== null && !Array.isArray(here)
        ? (here as JsonObject)[key]
        : undefined,
    value,
  );
}
