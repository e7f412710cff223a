import { compareVersions } from "../../provider/version";

/**
 * Whether a version is in a range, as npm says it. Ranges of this package's own package.json have `^`, `>=`, `<` and `||` alone,
 * which a test holds: a library for all of them would be a dependency of every user.
 */
export function isInRange(version: string, range: string): boolean {
  // What comes before a release is taken for the release.
  const [plain = ""] = version.split(/[-+]/);
  return range.split("||").some((either) => {
    const bounds = either.match(/[<>=^]+ *[\d.]+/g) ?? [either];
    return bounds.every((each) => isInOne(plain, each.replace(" ", "")));
  });
}

function isInOne(version: string, range: string): boolean {
  const [, operator, bound = ""] = /^(\^|>=|<)(\d+(?:\.\d+){0,2})$/.exec(range) ?? [];
  if (operator === undefined) throw new Error(`the version range "${range}" is not supported`);
  if (operator === "<") return compareVersions(version, bound) < 0;
  if (compareVersions(version, bound) < 0) return false;
  return operator === ">=" || compareVersions(version, nextBreaking(bound)) < 0;
}

/** The first number that is not zero stays. */
function nextBreaking(version: string): string {
  const numbers = version.split(".").map(Number);
  const first = numbers.findIndex((number) => number > 0);
  const kept = first < 0 ? numbers.length - 1 : first;
  return numbers
    .slice(0, kept + 1)
    .map((number, index) => (index === kept ? number + 1 : number))
    .join(".");
}
