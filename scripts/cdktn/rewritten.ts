/**
 * What differs between the package on cdktf and the one on its fork, in code, types, generated code and texts: names of packages
 * alone. `cdktf.json`, `cdktf.out` and the `CDKTF_` variables have the same names in the fork.
 */
const NAMES: readonly (readonly [RegExp, string])[] = [
  // The repository of both packages, and its authors, keep their names.
  [/(?<!github\.com\/(?:[\w-]+\/)?)cdktf-azure-backend(?! authors)/g, "cdktn-azure-backend"],
  [/@cdktf\/provider-azurerm/g, "@cdktn/provider-azurerm"],
  [/\bcdktf-cli\b/g, "cdktn-cli"],
  [/(?<![\w.@/-])cdktf(?![\w-]|\.(?:json|out|log)\b)/g, "cdktn"],
];

/** Sections of documents for one of the packages; that of the other one is a comment in the repository. */
const ONLY_CDKTF = /<!-- only cdktf -->\n?[^]*?<!-- end -->\n?/g;
const ONLY_CDKTN = /<!-- only cdktn\n([^]*?)-->\n?/g;

/** These speak of the two packages, and are right in both. */
export const SAME = ["CHANGELOG.md", "docs/guides/engines.md", "docs/reference/versions.md"];

/** A file of the package on cdktf as the package on cdktn has it. */
export function rewritten(
  file: string,
  text: string,
  versions: readonly (readonly [string, string])[],
): string {
  if (SAME.includes(file)) return text;
  const chosen = text.replaceAll(ONLY_CDKTF, "").replaceAll(ONLY_CDKTN, "$1");
  const named = NAMES.reduce((sofar, [from, to]) => sofar.replaceAll(from, to), chosen);
  return versions.reduce((sofar, [from, to]) => sofar.replaceAll(from, to), named);
}
