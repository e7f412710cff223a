import { parse } from "yaml";

interface Step {
  readonly bash?: string;
  readonly displayName?: string;
  readonly inputs?: { readonly inlineScript?: string };
}

/** Every step of a file, whatever its place. */
function stepsIn(value: unknown): readonly Step[] {
  if (Array.isArray(value)) return value.flatMap(stepsIn);
  if (typeof value !== "object" || value === null) return [];
  if ("displayName" in value && ("bash" in value || "inputs" in value)) return [value as Step];
  return Object.values(value).flatMap(stepsIn);
}

/**
 * The script of one step.
 *
 * @param texts - the files of a pipeline
 * @param which - of several with the same name
 */
export function scriptIn(
  texts: Readonly<Record<string, string>>,
  file: string,
  name: string,
  which = 0,
): string {
  const steps = stepsIn(parse(texts[`azure-pipelines/backend-${file}.yml`] ?? "")).filter(
    ({ displayName }) => displayName === name,
  );
  const script = steps[which]?.bash ?? steps[which]?.inputs?.inlineScript;
  if (script === undefined) throw new Error(`${file} has no step "${name}"`);
  return script;
}
