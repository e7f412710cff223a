import { type Accepted, acceptedAs } from "./accepted";
import type { AskedResource } from "./asked-of-azure";
import { BodyCheck } from "./check";
import type { ArmSchemas } from "./schema";
import { readAs, unpublished } from "./unpublished";
import schemas from "./schemas.json";

/** What is asked for against what Microsoft publishes. */
export interface AgainstPublished {
  /** `Microsoft.KeyVault/vaults@2026-02-01 kv-shop: properties.sku is required` */
  readonly findings: readonly string[];
  /** The entries of the list of accepted findings that were met. */
  readonly accepted: readonly Accepted[];
}

/** Microsoft's types, as they were last generated. */
export function publishedSchemas(): ArmSchemas {
  // Imported, so that it is part of the build.
  return schemas as unknown as ArmSchemas;
}

let check: BodyCheck | undefined;

/** Holds what is asked for against Microsoft's published types. A type without one is a finding of its own. */
export function againstPublished(asked: readonly AskedResource[]): AgainstPublished {
  check ??= new BodyCheck(publishedSchemas());
  const findings = new Set<string>();
  const met = new Set<Accepted>();
  for (const { type, name, apiVersion, body, partial } of asked) {
    if (unpublished(type) !== undefined) continue;
    const published = check.published(type, readAs(type, apiVersion));
    if (published === undefined) {
      findings.add(
        `${type}@${apiVersion} ${name}: Microsoft's types here have no such type: add it to asked-types.ts`,
      );
      continue;
    }
    for (const finding of check.findings(published, body, partial)) {
      const entry = acceptedAs(type, finding);
      if (entry === undefined) findings.add(`${published} ${name}: ${finding.at} ${finding.says}`);
      else met.add(entry);
    }
  }
  return { findings: [...findings], accepted: [...met] };
}
