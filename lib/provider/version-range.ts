import { firstWith, providerCan } from "./since";
import { PROVIDER_VERSION, compareVersions } from "./version";

/** What is wrong with a version, as words after its option. */
export interface VersionFault {
  readonly message: string;
  readonly fix: string;
}

/** The versions that a constraint of Terraform allows. */
interface Range {
  readonly lowest: string;
  /** The first version above it. */
  readonly end: string;
}

/** The first version that the library does not know. */
export const NEXT_MAJOR = "6.0.0";

/** Where arguments that the library writes were removed, or mean something else: a range ends there. */
const BREAKS = [firstWith("azurerm5"), NEXT_MAJOR];

/** The first of 5.x: 5.0 lost track of queues and containers (its changelog, 5.0.1 and 5.1.0). */
export const FIRST_OF_5 = "5.1.0";

const PART = /^(=|>=|<|~>)? ?(0|[1-9]\d*)\.(0|[1-9]\d*)(?:\.(0|[1-9]\d*))?$/;

/**
 * Reads a constraint: `4.81.0`, `~> 4.81.0`, `~> 4.81`, or `>= 4.81.0, < 5.0.0`.
 *
 * @returns undefined where it is another, or lacks an end
 */
function rangeOf(constraint: string): Range | undefined {
  const parts = constraint.split(",").map((part) => PART.exec(part.trim()));
  let lowest: string | undefined;
  let end: string | undefined;
  for (const part of parts) {
    if (part === null) return undefined;
    const [, operator = "=", major = "", minor = "", patch] = part;
    const version = `${Number(major)}.${Number(minor)}.${Number(patch ?? 0)}`;
    const next = `${Number(major)}.${Number(minor)}.${Number(patch ?? 0) + 1}`;
    if (operator !== "<") lowest = version;
    if (operator === "<") end = version;
    if (operator === "=") end = patch === undefined ? undefined : next;
    if (operator === "~>")
      end = patch === undefined ? `${Number(major) + 1}.0.0` : `${Number(major)}.${Number(minor) + 1}.0`;
  }
  return lowest === undefined || end === undefined || parts.length > 2 || compareVersions(lowest, end) >= 0
    ? undefined
    : { lowest, end };
}

/**
 * The lowest version that a constraint allows, or what is wrong with it.
 *
 * @param bindings - the version that the installed bindings were made from
 */
export function lowestVersion(
  constraint: string,
  bindings: string,
): { readonly lowest: string } | VersionFault {
  const fix = `set it to a version from ${bindings} on, such as "${PROVIDER_VERSION}", or remove it`;
  const range = rangeOf(constraint);
  if (range === undefined)
    return {
      message:
        'must be an exact version of azurerm with three numbers, or a range with an end: "~> 4.81.0", "~> 4.81" or ">= 4.81.0, < 5.0.0"',
      fix,
    };
  const { lowest, end } = range;
  if (compareVersions(lowest, bindings) < 0)
    return {
      message: `the bindings are built from azurerm ${bindings} and write arguments that older versions do not have`,
      fix,
    };
  const broken = BREAKS.find((each) => compareVersions(lowest, each) < 0 && compareVersions(end, each) > 0);
  if (broken !== undefined)
    return {
      message: `azurerm ${broken} has other arguments than the versions before it`,
      fix: `end the range with "< ${broken}"`,
    };
  if (providerCan("azurerm5", lowest) && compareVersions(lowest, FIRST_OF_5) < 0)
    return {
      message: "azurerm 5.0 does not take over the state of storage queues and containers",
      fix: `set it to ${FIRST_OF_5} or later`,
    };
  if (compareVersions(lowest, NEXT_MAJOR) >= 0)
    return { message: "azurerm 6.x needs a later release of this library", fix };
  return { lowest };
}
