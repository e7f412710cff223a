import { isDataObject } from "./merge";
import { isTerraformValue } from "./terraform-value";

const LONGEST = 120;

/** A value as messages show it: JSON, cut when long; what gives access to something is not shown. */
export function redacted(value: unknown): string {
  const text = written(value);
  if (looksSecret(text)) return "(not shown: it looks like a secret)";
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 3)}...` : text;
}

function written(value: unknown): string {
  if (isTerraformValue(value)) return "a Terraform value";
  if (typeof value === "bigint") return `${value}n`;
  if (typeof value === "function") return "a function";
  if (typeof value !== "object" || value === null)
    return typeof value === "string" ? JSON.stringify(value) : String(value);
  if (!Array.isArray(value) && !isDataObject(value)) return `an object of ${value.constructor.name}`;
  try {
    return JSON.stringify(value, (_key, each: unknown) => (isLeaf(each) ? each : written(each)));
  } catch {
    return "an object";
  }
}

/** What JSON can write. */
function isLeaf(value: unknown): boolean {
  if (typeof value === "object") return value === null || Array.isArray(value) || isDataObject(value);
  return typeof value !== "bigint" && typeof value !== "function" && !isTerraformValue(value);
}

/** Text that gives access to something: it has no place in a plan, a state or a message. */
export function looksSecret(text: string): boolean {
  return /(AccountKey|SharedAccessKey|SharedAccessSignature|InstrumentationKey|Password|Pwd)\s*=|[?&]sig=|:\/\/[^/\s:@"]+:[^/\s@"]+@|-----BEGIN/i.test(
    text,
  );
}
