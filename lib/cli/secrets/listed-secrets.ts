import type { ReferenceStates } from "./app-references";
import type { DeclaredSecret, SecretReader, SecretSource } from "./declared-secrets";
import type { KeptSecret } from "./kept-secrets";

/** One secret, and what Azure says of it where it was asked. */
export interface ListedSecret extends DeclaredSecret, Partial<KeptSecret> {
  readonly state?: "set" | "not set" | "disabled" | "unknown";
  /** The status of each app setting that refers to it, by app or slot, where it is not resolved. */
  readonly references?: Readonly<Record<string, ReferenceStates>>;
}

/** The secrets of one environment. */
export interface ListedSecrets {
  readonly project: string;
  readonly environment: string;
  readonly vault: string;
  readonly secrets: readonly ListedSecret[];
  /** Why Azure said nothing. */
  readonly unknown?: string;
}

const SOURCES: Readonly<Record<SecretSource, string>> = {
  given: "a value of your own",
  random: "a random value",
  "connection-string": "a connection string",
  "existing-vault": "a value of the vault's owner",
};

/** The secrets of one environment, as people read them. */
export function secretLines({
  project,
  environment,
  vault,
  secrets,
  unknown,
}: ListedSecrets): readonly string[] {
  const title = `${project} (${environment}), key vault ${vault}`;
  if (secrets.length === 0) return [title, "  It has no secrets."];
  const width = Math.max(...secrets.map(({ name }) => name.length));
  const sources = Math.max(...secrets.map(({ source }) => SOURCES[source].length));
  const lines = secrets.map((secret) =>
    [
      `  ${secret.name.padEnd(width)}`,
      SOURCES[secret.source].padEnd(sources),
      ...(secret.state === undefined ? [] : [stateText(secret)]),
      readersText(secret.readers),
    ].join("  "),
  );
  return [
    title,
    ...(unknown === undefined ? [] : [`  What Azure has is unknown: ${unknown}.`]),
    ...lines,
    ...secrets.flatMap((secret) => stepsOf(secret, environment)),
  ];
}

function readersText(readers: readonly SecretReader[]): string {
  if (readers.length === 0) return "no component reads it";
  return readers.map(({ component, setting }) => `${component}: ${setting}`).join(", ");
}

function stateText({ state = "unknown", updated, expires }: ListedSecret): string {
  return [
    state === "set" && updated !== undefined ? `set on ${updated}` : state,
    ...(expires === undefined ? [] : [`ends ${expires}`]),
  ].join(", ");
}

/** What is left to do. */
function stepsOf(
  { name, source, state, references = {} }: ListedSecret,
  environment: string,
): readonly string[] {
  const isMissing = source === "given" && state !== undefined && state !== "set";
  return [
    ...(isMissing
      ? [`  To set it: npx cdktf-azure-backend secret set ${name} --environment ${environment}`]
      : []),
    ...Object.entries(references).flatMap(([site, settings]) =>
      Object.entries(settings).map(([setting, status]) => `  ${site} does not have ${setting}: ${status}`),
    ),
  ];
}
