import { secretAttribute } from "../scan/secret-attributes";
import { type Data, isDataObject } from "../settings/data";
import { looksSecret } from "../settings/redacted";
import type { AttributeChange, PathStep } from "./attribute-change";
import { pathText, plainPath } from "./attribute-path";

/** A changed attribute as a report has it: no value that may give access to something. */
export interface ShownChange {
  readonly path: string;
  readonly before: string;
  readonly after: string;
}

const HIDDEN = "(not shown)";
const MISSING = "not set";

/** A change without what may be secret: see {@link isSafeToShow}. */
export function shownChange(type: string, change: AttributeChange): ShownChange {
  const shown = isSafeToShow(type, change) ? shownValue : hiddenValue;
  return { path: shownPath(change.path), before: shown(change.before), after: shown(change.after) };
}

/**
 * Whether the values of an attribute may be shown. They are not where Terraform marks one as sensitive, where the command `scan` knows the
 * attribute as a secret, where its name says so, and where users write what they like: a setting may hold a key.
 */
function isSafeToShow(type: string, { path, isSensitive, before, after }: AttributeChange): boolean {
  const plain = plainPath(path);
  if (isSensitive || secretAttribute(type, plain) !== undefined || FREE_TEXT.test(plain)) return false;
  return !NAMED_SECRET.test(plain) || [before, after].every((value) => isSwitchOrMissing(value));
}

/** A switch is no secret, whatever it is called: `shared_access_key_enabled`. */
function isSwitchOrMissing(value: Data): boolean {
  return typeof value === "boolean" || value === null || value === undefined;
}

const NAMED_SECRET =
  /password|passwd|secret|token|credential|connection_?string|signature|private_key|access_key|(^|[._])(sas|key|keys|pwd)($|[._])/i;

/** Maps and documents whose content the user writes, and what templates and policies say. */
const FREE_TEXT =
  /^(app_settings|connection_string|auth_settings(_v2)?\.custom_oidc_v2)\b|(^|\.)(environment_variables|secure_environment_variables|metadata|custom_data|user_data|\w+_content|custom_headers|headers|body|value)\b/;

/** The names of elements and of keys are the user's as well. */
function shownPath(path: readonly PathStep[]): string {
  return pathText(
    path.map((step) => {
      if (typeof step === "number") return step;
      const text = typeof step === "string" ? step : step.element;
      if (isSafeText(text)) return step;
      return typeof step === "string" ? HIDDEN : { element: HIDDEN };
    }),
  );
}

function hiddenValue(value: Data): string {
  return value === null || value === undefined ? MISSING : HIDDEN;
}

const LONGEST_LIST = 10;

function shownValue(value: Data): string {
  if (value === null || value === undefined) return MISSING;
  if (typeof value === "string") return isSafeText(value) ? JSON.stringify(value) : HIDDEN;
  if (typeof value !== "object") return String(value);
  if (Array.isArray(value)) {
    const all: readonly Data[] = value;
    const more = all.length > LONGEST_LIST ? [`${all.length - LONGEST_LIST} more`] : [];
    return `[${[...all.slice(0, LONGEST_LIST).map(shownValue), ...more].join(", ")}]`;
  }
  return isDataObject(value) && Object.keys(value).length === 0 ? "{}" : HIDDEN;
}

const LONGEST_TEXT = 200;

/** Whether a text looks like a name, an id, an address or a sentence, and like no key. */
export function isSafeText(text: string): boolean {
  if (looksSecret(text) || text.length > LONGEST_TEXT || /[\r\n]/.test(text)) return false;
  if (RESOURCE_ID.test(text)) return true;
  return text
    .replaceAll(GUID, "")
    .split(/[^A-Za-z0-9+/=]+/)
    .every((word) => !looksRandom(word));
}

const RESOURCE_ID = /^\/subscriptions\/[\w-]{1,36}(\/[\w.() -]{1,90})*$/;
const GUID = /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi;

/** Keys are long, without a space or a hyphen, and have letters and digits. */
function looksRandom(word: string): boolean {
  return word.length >= 16 && /[A-Za-z]/.test(word) && /[0-9+/=]/.test(word);
}
