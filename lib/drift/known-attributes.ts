import type { ResourceInState } from "../terraform/states";
import type { PathStep } from "./attribute-change";

/**
 * Whether the version of the provider that wrote a state knew an attribute: it writes each one that it knows, also as null.
 *
 * @param resources - of the state itself, as it was written
 */
export function knownAttributes(
  resources: readonly ResourceInState[],
): (address: string, path: readonly PathStep[]) => boolean {
  const attributes = new Map(
    resources
      .filter(({ mode }) => mode === "managed")
      .flatMap(({ module, type, name, instances = [] }) =>
        instances.map((instance): readonly [string, unknown] => [
          [module, type, name].filter((part) => part !== undefined).join(".") + indexOf(instance.index_key),
          instance.attributes,
        ]),
      ),
  );
  return (address, path) => {
    const found = attributes.get(address);
    return !isRecord(found) || hasAttribute(found, path, true);
  };
}

function indexOf(key: string | number | undefined): string {
  return key === undefined ? "" : `[${JSON.stringify(key)}]`;
}

/** A key of a map is no attribute: only what a resource or a block has is looked for. */
function hasAttribute(value: unknown, [step, ...rest]: readonly PathStep[], isBlock: boolean): boolean {
  if (step === undefined || typeof step === "object") return true;
  if (typeof step === "number")
    return !Array.isArray(value) || value[step] === undefined || hasAttribute(value[step], rest, true);
  if (!isRecord(value)) return true;
  if (isBlock && !Object.hasOwn(value, step)) return false;
  return hasAttribute(value[step], rest, false);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
