import { unzipSync } from "fflate";
import { type DataObject, isDataObject } from "../settings/data";
import { looksSecret } from "../settings/redacted";
import type { FoundSecret } from "./found-secret";
import { isEncrypted, terraformContent } from "./read-terraform";
import { LOOKS_LIKE, opensByItself, secretsOf, stringsIn } from "./resource-secrets";

/** What a file holds. */
export interface ScannedFile {
  readonly found: readonly FoundSecret[];
  /** What could not be read, and why. */
  readonly notes: readonly string[];
}

/**
 * The secrets of one file: of a state, a plan (saved, or as JSON), a stack, or any text.
 *
 * @param file - how it is called in findings
 */
export function scanFile(file: string, content: Uint8Array): ScannedFile {
  if (isZip(content)) return scanSavedPlan(file, content);
  const text = Buffer.from(content).toString("utf8");
  const json = parsed(text);
  if (isEncrypted(json))
    return { found: [], notes: [`${file}: encrypted by OpenTofu; what it holds was not looked at`] };
  const terraform = terraformContent(json);
  if (terraform === undefined)
    return {
      found: isDataObject(json) ? secretsByThemselves(file, json) : textSecrets(file, text),
      notes: [],
    };
  return {
    found: distinct([
      ...terraform.resources.flatMap(secretsOf).map((each) => ({ ...each, file })),
      ...terraform.sensitiveOutputs.map((address) => ({
        verdict: "unknown" as const,
        file,
        address,
        attribute: "value",
        opens: "what the output is for: it is marked as sensitive",
        fix: "output no secret: stacks that need it can read it where it is",
      })),
      ...secretsByThemselves(file, terraform.others),
    ]),
    notes: [],
  };
}

function secretsByThemselves(file: string, data: DataObject): readonly FoundSecret[] {
  return distinct(
    stringsIn(data).flatMap(([path, value]) => {
      const opens = opensByItself(path, value);
      return opens === undefined ? [] : [{ verdict: "usable" as const, file, attribute: path, opens }];
    }),
  );
}

/** A resource is in a plan several times: what is usable in one place counts. */
function distinct(found: readonly FoundSecret[]): readonly FoundSecret[] {
  const byPlace = new Map<string, FoundSecret>();
  for (const each of found) {
    const place = `${each.address ?? ""} ${each.attribute}`;
    if (byPlace.get(place)?.verdict !== "usable") byPlace.set(place, each);
  }
  return [...byPlace.values()];
}

function isZip(content: Uint8Array): boolean {
  return content[0] === 0x50 && content[1] === 0x4b;
}

/** A saved plan is an archive with the state that it was made from, and the plan itself, which is not JSON. */
function scanSavedPlan(file: string, content: Uint8Array): ScannedFile {
  let entries: Readonly<Record<string, Uint8Array>>;
  try {
    entries = unzipSync(content);
  } catch {
    return { found: [], notes: [`${file}: an archive that cannot be read`] };
  }
  const scanned = Object.entries(entries).map(([name, each]) =>
    scanFile(`${file}!${name}`, name.endsWith("/") ? new Uint8Array() : each),
  );
  const isPlan = "tfplan" in entries;
  return {
    found: scanned.flatMap(({ found }) => found),
    notes: [
      ...scanned.flatMap(({ notes }) => notes),
      ...(isPlan
        ? [
            `${file}: of the changes themselves, only text that looks like a secret was looked for; scan "terraform show -json" of the plan as well`,
          ]
        : []),
    ],
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function textSecrets(file: string, text: string): readonly FoundSecret[] {
  return text
    .split("\n")
    .flatMap((line, index) =>
      looksSecret(line)
        ? [{ verdict: "usable" as const, file, attribute: `line ${index + 1}`, opens: LOOKS_LIKE }]
        : [],
    );
}
