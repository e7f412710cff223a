import type { Draft } from "../contract/draft";
import { redacted } from "../../settings/redacted";
import { type ProviderAbility, firstWith } from "../../provider/since";
import type { OptionPath } from "../option-path";

/** A version of Node that Azure Functions runs. */
interface NodeVersion {
  readonly major: number;
  readonly runtime: string;
  /** What the provider has to be able to; undefined where every version of it is. */
  readonly needs?: ProviderAbility;
  /**
   * Y1 on Linux, which gets no new language versions, has it:
   * learn.microsoft.com/azure/azure-functions/functions-versions
   */
  readonly onLinuxConsumption: boolean;
}

/** Oldest first. When each of them ends is in lib/retirements. */
const VERSIONS = [
  { major: 20, runtime: "node:20", onLinuxConsumption: true },
  { major: 22, runtime: "node:22", onLinuxConsumption: true },
  { major: 24, runtime: "node:24", needs: "node24", onLinuxConsumption: false },
] as const satisfies readonly NodeVersion[];
const NODE_VERSIONS: readonly NodeVersion[] = VERSIONS;

/** A version of Node that code is packaged for. */
export type NodeMajor = (typeof VERSIONS)[number]["major"];

/** Every version, the oldest first. */
export const NODE_MAJORS: readonly NodeMajor[] = VERSIONS.map(({ major }) => major);

/** Code for the oldest of some versions runs on all of them. */
export function oldestOf(versions: readonly string[]): NodeMajor {
  return NODE_MAJORS.find((major) => versions.includes(`${major}`)) ?? VERSIONS[0].major;
}

/** Keeps to what the provider and the plan run: an open default falls back, what was chosen is a problem. */
export function decideRuntime(draft: Draft): void {
  const { runtime } = draft.settings.functionApp;
  const version = NODE_VERSIONS.find((each) => each.runtime === runtime);
  if (version === undefined) {
    const names = NODE_VERSIONS.map((each) => each.runtime).join(", ");
    draft.problem(
      "functionApp.runtime",
      `must be one of ${names}, got ${redacted(runtime)}`,
      `set functionApp.runtime to ${redacted(NODE_VERSIONS.at(-1)?.runtime)}`,
    );
    return;
  }
  const [reason] = reasonsAgainst(draft, version);
  if (reason === undefined) return;
  const instead = NODE_VERSIONS.filter((each) => reasonsAgainst(draft, each).length === 0).at(-1);
  if (instead === undefined) throw new Error("internal error: no version of Node is supported");
  if (!draft.chosen("functionApp.runtime")) draft.adjust("functionApp.runtime", instead.runtime, reason.why);
  else
    draft.problem(
      "functionApp.runtime",
      reason.why,
      `${reason.fix}, or set functionApp.runtime to ${redacted(instead.runtime)}`,
      ...reason.from,
    );
}

interface Reason {
  readonly why: string;
  readonly fix: string;
  /** Options that contradict the runtime. */
  readonly from: readonly OptionPath[];
}

function reasonsAgainst(
  draft: Draft,
  { runtime, needs, onLinuxConsumption }: NodeVersion,
): readonly Reason[] {
  const { plan, os } = draft.settings.functionApp;
  return [
    ...(needs === undefined || draft.providerCan(needs)
      ? []
      : [
          {
            why: `azurerm ${draft.providerVersion} does not support ${runtime}, azurerm ${firstWith(needs)} and later do`,
            fix: `set provider.version to ${firstWith(needs)} or later`,
            from: ["provider.version"] as const,
          },
        ]),
    ...(plan === "Y1" && os === "linux" && !onLinuxConsumption
      ? [
          {
            why: `Linux on Y1 (Consumption) gets no new Node versions and does not support ${runtime}`,
            fix: 'set functionApp.os to "windows" or functionApp.plan to "EP1"',
            from: ["functionApp.plan", "functionApp.os"] as const,
          },
        ]
      : []),
  ];
}
