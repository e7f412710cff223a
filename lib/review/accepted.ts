import { isDay } from "../azure/calendar-day";
import { isDataObject } from "../settings/data";
import { didYouMean } from "../settings/nearest";
import { redacted } from "../settings/redacted";
import { wildcard } from "../settings/wildcard";
import type { Finding } from "./finding";
import { otherFinding } from "./other-rules";

/** One entry of the file of accepted findings. */
export interface Acceptance {
  readonly rule: string;
  /** The finding's address; `*` stands for any characters. */
  readonly address: string;
  /** The name of the environment that it is accepted in; all of them where it is left out. */
  readonly environment?: string;
  readonly reason: string;
  /** The last day on which it is accepted: `2027-01-31`. */
  readonly until: string;
}

/** A file of accepted findings with mistakes, all of them in the message. */
export class AcceptedFileError extends Error {}

const KEYS = ["rule", "address", "environment", "reason", "until"] as const;

/**
 * Reads a file of accepted findings: a list of entries.
 *
 * @param ruleNames - those that there are
 * @throws {@link AcceptedFileError} with every mistake in it
 */
export function readAccepted(
  text: string,
  file: string,
  ruleNames: readonly string[],
): readonly Acceptance[] {
  let entries: unknown;
  try {
    entries = JSON.parse(text);
  } catch (error) {
    throw new AcceptedFileError(`${file} is not valid JSON: ${(error as Error).message}`);
  }
  if (!Array.isArray(entries))
    throw new AcceptedFileError(
      `${file} must be a list of { rule, address, reason, until }, got ${redacted(entries)}.`,
    );
  const faults = entries.flatMap((entry: unknown, index) =>
    faultsOf(entry, ruleNames).map((fault) => `  entry ${index + 1}: ${fault}`),
  );
  if (faults.length > 0)
    throw new AcceptedFileError(
      `${file} has ${faults.length === 1 ? "a mistake" : `${faults.length} mistakes`}:\n${faults.join("\n")}`,
    );
  return entries as readonly Acceptance[];
}

function faultsOf(entry: unknown, ruleNames: readonly string[]): readonly string[] {
  if (!isDataObject(entry)) return [`must be { rule, address, reason, until }, got ${redacted(entry)}`];
  const unknown = Object.keys(entry).filter((key) => !KEYS.some((known) => known === key));
  const { rule, address, environment, reason, until } = entry;
  return [
    ...unknown.map((key) => `${key} is no field of an entry${didYouMean(key, KEYS)}`),
    ...(isFilled(rule) && ruleNames.includes(rule)
      ? []
      : [
          `rule must be the name of a rule, got ${redacted(rule)}${isFilled(rule) ? didYouMean(rule, ruleNames) : ""}`,
        ]),
    ...(isFilled(address) ? [] : [`address must be that of the finding, got ${redacted(address)}`]),
    ...(environment === undefined || isFilled(environment)
      ? []
      : [`environment must be the name of one, got ${redacted(environment)}`]),
    ...(isFilled(reason) ? [] : [`reason must say why it is accepted, got ${redacted(reason)}`]),
    ...(typeof until === "string" && isDay(until)
      ? []
      : [`until must be a day such as "2027-01-31", got ${redacted(until)}`]),
  ];
}

function isFilled(value: unknown): value is string {
  return typeof value === "string" && value.trim() !== "";
}

/** A finding that nobody has to look at, and why. */
export interface AcceptedFinding {
  readonly finding: Finding;
  readonly reason: string;
  readonly until: string;
}

/** Findings by whether they are accepted, with one more for each entry that is over or that nothing needs. */
export interface Judged {
  readonly open: readonly Finding[];
  readonly accepted: readonly AcceptedFinding[];
}

/**
 * Takes accepted findings out.
 *
 * @param today - `2026-11-30`; an entry is accepted until the end of its day in UTC
 * @param file - as findings name it
 */
export function judge(
  findings: readonly Finding[],
  entries: readonly Acceptance[],
  {
    environment,
    today,
    file,
  }: { readonly environment: string; readonly today: string; readonly file: string },
): Judged {
  const own = entries.filter((entry) => entry.environment === undefined || entry.environment === environment);
  const valid = own.filter(({ until }) => until >= today);
  const acceptedBy = (finding: Finding): Acceptance | undefined =>
    valid.find((entry) => matches(entry, finding));
  return {
    open: [
      ...findings.filter((finding) => acceptedBy(finding) === undefined),
      ...own
        .filter((entry) => !valid.includes(entry) && findings.some((finding) => matches(entry, finding)))
        .map((entry) => expired(entry, file)),
    ],
    accepted: findings.flatMap((finding) => {
      const entry = acceptedBy(finding);
      return entry === undefined ? [] : [{ finding, reason: entry.reason, until: entry.until }];
    }),
  };
}

function matches({ rule, address }: Acceptance, finding: Finding): boolean {
  return rule === finding.rule && wildcard(address).test(finding.address);
}

function expired({ rule, address, until }: Acceptance, file: string): Finding {
  return otherFinding("acceptance-expired", {
    address: `${file}: ${rule}, ${address}`,
    what: `was accepted until ${until}`,
    why: "What was accepted for a time is still so.",
    fix: "Fix it. Otherwise give the entry a new day, and say why.",
  });
}

/** Entries that accept nothing in any of the environments that were reviewed, as a finding each. */
export function unusedEntries(
  entries: readonly Acceptance[],
  reviewed: readonly { readonly environment: string; readonly findings: readonly Finding[] }[],
  { file, isWhole }: { readonly file: string; readonly isWhole: boolean },
): readonly Finding[] {
  // Of environments and stacks that were not looked at, nothing is known.
  if (!isWhole) return [];
  return entries
    .filter(
      (entry) =>
        !reviewed.some(
          ({ environment, findings }) =>
            (entry.environment === undefined || entry.environment === environment) &&
            findings.some((finding) => matches(entry, finding)),
        ),
    )
    .map(({ rule, address }) =>
      otherFinding("acceptance-unused", {
        address: `${file}: ${rule}, ${address}`,
        what: "accepts nothing: no finding is like it",
        why: "It would hide the same finding when it comes back for another reason.",
        fix: "Remove the entry.",
      }),
    );
}
