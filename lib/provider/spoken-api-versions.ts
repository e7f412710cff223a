import file from "./api-versions.json";
import { compareVersions } from "./version";

/** Versions of Azure Resource Manager's interface that azurerm uses from one of its versions on. */
export interface SpokenVersions {
  readonly since: string;
  readonly versions: readonly string[];
}

/** `api-versions.json`: what azurerm imports, by part of Azure, as `npm run facts` reads it in azurerm's source. */
export const providerApiVersions: {
  readonly source: string;
  readonly read: string;
  readonly first: { readonly version: string };
  readonly last: { readonly version: string };
  /** By part of Azure, `Microsoft.KeyVault`; the oldest version of azurerm first. */
  readonly parts: Readonly<Record<string, readonly SpokenVersions[]>>;
} = file;

/** The API versions that a version of azurerm uses for a part of Azure; of a later one than is known those of the last. */
export function spokenApiVersions(part: string, provider: string): readonly string[] {
  const changes = providerApiVersions.parts[part] ?? [];
  return changes.filter(({ since }) => compareVersions(since, provider) <= 0).at(-1)?.versions ?? [];
}

/** The first version of azurerm that uses no version older than this; undefined where none is known. */
export function firstWithout(part: string, oldest: string): string | undefined {
  const changes = providerApiVersions.parts[part] ?? [];
  const last = changes.map(({ versions }) => versions.some((each) => each < oldest)).lastIndexOf(true);
  return changes[last + 1]?.since;
}
