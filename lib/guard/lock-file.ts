import type { GuardedAddress } from "./guarded-addresses";
import { keyOf } from "./differences";
import { sorted } from "./sorted";

/** The name of the file in the folder of the project. */
export const LOCK_FILE = "resources.lock";

/** A change that is allowed, for a time. */
export interface Acknowledgement {
  readonly stack: string;
  /** `*` for every address of the stack. */
  readonly address: string;
  /** The last day on which it holds, `2026-12-31`. */
  readonly until: string;
  readonly reason: string;
  /** Of the file, from 1. */
  readonly line: number;
}

/** What is wrong with a line of the file. */
export interface LockFileFault {
  /** From 1. */
  readonly line: number;
  readonly message: string;
  readonly fix: string;
}

/** What a lock file says. */
export interface LockFileContent {
  readonly addresses: readonly GuardedAddress[];
  readonly acknowledgements: readonly Acknowledgement[];
}

/** A lock file as it was read: with faults, what it says is not complete. */
export interface ReadLockFile extends LockFileContent {
  readonly faults: readonly LockFileFault[];
}

const HEADER = `# Resources that keep data: environment, stack, address in Terraform, name and id in Azure. Commit this file.
# "check" fails if a change would rename, move or drop one of them. "lock" writes the file; run it again after a merge.
# To allow such a change, add a line:
#   acknowledged: <stack> <address, or *> until <YYYY-MM-DD>: <reason>
# Once it is deployed, "lock --settle" writes the new state and removes that line.
`;
const VERSION = "version: 1";
const ACKNOWLEDGED = "acknowledged:";
const CONFLICT = /^(<{7}|={7}|>{7}|\|{7})( |$)/;
const WORD = /"(?:[^"\\]|\\.)*"|\S+/g;
const ADDRESS = /^[a-z][a-z0-9_]*\.[A-Za-z0-9_-]+$/;
const FIELDS = "<environment> <stack> <address> <name> <id>";
const RUN_LOCK = 'run "lock" to write the line again';

/** Writes a lock file: the same content gives the same bytes. */
export function lockFileText({ addresses, acknowledgements }: LockFileContent): string {
  const allowed = acknowledgements.map(
    ({ stack, address, until, reason }) => `${ACKNOWLEDGED} ${stack} ${address} until ${until}: ${reason}`,
  );
  const lines = sorted(addresses).map(({ environment, stack, address, name, id }) =>
    [environment, stack, address, name, id].map(word).join(" "),
  );
  return `${HEADER}${[VERSION, ...[...new Set(allowed)].sort(), ...lines].join("\n")}\n`;
}

/** The lines of a file that say something: without comments, empty lines and the ends that Windows gives lines. */
export function contentOf(text: string): readonly string[] {
  return linesOf(text)
    .map((line) => line.trim())
    .filter((line) => line !== "" && !line.startsWith("#"));
}

/** Reads a lock file, and finds all that is wrong with it at once. */
export function readLockFile(text: string): ReadLockFile {
  const addresses = new Map<string, GuardedAddress & { readonly line: number }>();
  const acknowledgements: Acknowledgement[] = [];
  const faults: LockFileFault[] = [];
  let hasVersion = false;
  for (const [index, whole] of linesOf(text).entries()) {
    const line = index + 1;
    const said = whole.trim();
    if (said === "" || said.startsWith("#")) continue;
    const fault = (message: string, fix: string): void => void faults.push({ line, message, fix });
    if (CONFLICT.test(said))
      fault("is a conflict of git", 'keep the lines of both sides, remove this one, then run "lock"');
    else if (/^version\b/.test(said) && said.split(/\s+/).length <= 2) {
      hasVersion = true;
      if (said !== VERSION)
        fault(
          `has another version, "${said}"`,
          `this release reads "${VERSION}": use the release that wrote the file`,
        );
    } else if (/^acknowledged\b/.test(said)) readAcknowledgement(said, line, acknowledgements, fault);
    else readAddress(said, line, addresses, fault);
  }
  if (!hasVersion)
    faults.unshift({
      line: 1,
      message: `has no line "${VERSION}"`,
      fix: 'add it, or remove the file and run "lock"',
    });
  return {
    addresses: [...addresses.values()].map(({ line: _line, ...address }) => address),
    acknowledgements,
    faults,
  };
}

type Fault = (message: string, fix: string) => void;

function readAcknowledgement(said: string, line: number, into: Acknowledgement[], fault: Fault): void {
  const form = `write it as "${ACKNOWLEDGED} <stack> <address, or *> until <YYYY-MM-DD>: <reason>"`;
  const [, stack, address, until = "", reason = ""] =
    /^acknowledged: +(\S+) +(\S+) +until +([^\s:]+):?(.*)$/.exec(said) ?? [];
  if (stack === undefined || address === undefined) {
    fault("is no acknowledgement of one address until a day", form);
    return;
  }
  const before = into.find((each) => each.stack === stack && each.address === address);
  if (before !== undefined)
    fault(`acknowledges ${address} of ${stack} again, after line ${before.line}`, "keep one of the lines");
  if (address !== "*" && !ADDRESS.test(address)) fault(`"${address}" is no address of Terraform`, form);
  if (!isDay(until)) fault(`"${until}" is no day`, 'write the last day as "until 2026-12-31:"');
  if (reason.trim() === "") fault("has no reason", "say after the colon why the change is right");
  into.push({ stack, address, until, reason: reason.trim(), line });
}

function readAddress(
  said: string,
  line: number,
  into: Map<string, GuardedAddress & { readonly line: number }>,
  fault: Fault,
): void {
  const words = (said.match(WORD) ?? []).map(unquoted);
  const [environment, stack, address, name, id, ...more] = words;
  if (
    environment === undefined ||
    stack === undefined ||
    address === undefined ||
    name === undefined ||
    id === undefined ||
    more.length > 0
  ) {
    const shown = words.includes(undefined) ? "a text in quotes that is not JSON" : `${words.length} fields`;
    fault(`has ${shown}, and not ${FIELDS}`, RUN_LOCK);
    return;
  }
  if (!ADDRESS.test(address)) {
    fault(`"${address}" is no address of Terraform`, RUN_LOCK);
    return;
  }
  const before = into.get(keyOf({ stack, address }));
  if (before !== undefined)
    fault(
      before.name === name && before.id === id
        ? `says again what line ${before.line} says`
        : `has another name or id of ${address} than line ${before.line}`,
      "keep the line of what is deployed, and remove the other one",
    );
  into.set(keyOf({ stack, address }), { environment, stack, address, name, id, line });
}

function linesOf(text: string): readonly string[] {
  return text.replace(/^\uFEFF/, "").split(/\r?\n/);
}

/** A name may have spaces: it is written as JSON then. */
function word(text: string): string {
  return /^[^\s"\\#]+$/.test(text) ? text : JSON.stringify(text);
}

function unquoted(written: string): string | undefined {
  if (!written.startsWith('"')) return written;
  try {
    return JSON.parse(written) as string;
  } catch {
    return undefined;
  }
}

function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}
