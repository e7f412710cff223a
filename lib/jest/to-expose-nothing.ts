import { exposuresOf } from "../access/exposures";
import { authenticationRules } from "../review/rules/authentication";
import { exposureRules } from "../review/rules/exposure";
import { type MatcherContext, type MatcherResult, receivedBy, shown, subjectOf } from "./received";
import { findingText, foundIn } from "./terraform-findings";

export interface ExposureOptions {
  /**
   * What may be reachable from the internet, or callable without credentials: the option or component that opens it,
   * `networking.privateEndpoints` or `components.status`, or the whole first line of a finding. Of a plan of Terraform, the address. One
   * that nothing needs is an error.
   * @default []
   */
  readonly except?: readonly string[];
}

interface Exposed {
  readonly names: readonly string[];
  readonly text: string;
}

const RULES = [
  exposureRules["public-access"],
  exposureRules["addresses-allowed"],
  exposureRules["public-blobs"],
  exposureRules["inbound-rule"],
  authenticationRules["app-authentication-off"],
];

/** The matcher, for who calls `expect.extend` himself. */
export function toExposeNothing(
  this: MatcherContext | undefined,
  received: unknown,
  { except = [] }: ExposureOptions = {},
): MatcherResult {
  if (!Array.isArray(except) || !except.every((each) => typeof each === "string"))
    throw new Error(`toExposeNothing takes { except } as a list of strings, got ${shown(except)}`);
  const given = receivedBy("toExposeNothing", received);
  const subject = given.kind === "terraform" ? "the plan" : subjectOf(given.plan);
  const all: readonly Exposed[] =
    given.kind === "terraform"
      ? foundIn(given.file, RULES).map((found) => ({ names: [found.address], text: findingText(found) }))
      : exposuresOf(given.plan).map(({ path, what, why, origin, fix }) => ({
          names: [path, what],
          text: [
            `  ${path}: ${what}`,
            `    ${why}${origin === undefined ? "" : ` (${origin})`}`,
            `    fix: ${fix}`,
          ].join("\n"),
        }));
  return judged(subject, all, except, this?.isNot === true);
}

function judged(
  subject: string,
  all: readonly Exposed[],
  except: readonly string[],
  isNot: boolean,
): MatcherResult {
  const unused = except.filter((each) => !all.some(({ names }) => names.includes(each)));
  const open = all.filter(({ names }) => !names.some((each) => except.includes(each)));
  // An exception that nothing needs fails either way: what it was for may come back unseen.
  if (unused.length > 0)
    return {
      pass: isNot,
      message: () =>
        [
          `except names what ${subject} does not expose: remove ${unused.map((each) => JSON.stringify(each)).join(", ")}`,
          ...(open.length === 0 ? [] : ["what is exposed:", ...open.map(({ text }) => text)]),
        ].join("\n"),
    };
  return {
    pass: open.length === 0,
    message: () =>
      open.length === 0
        ? `expected ${subject} to expose something${except.length === 0 ? "" : " beside what except names"}, and it does not`
        : [
            `expected ${subject} to expose nothing${except.length === 0 ? "" : " beside what except names"}, and it exposes:`,
            ...open.map(({ text }) => text),
          ].join("\n"),
  };
}
