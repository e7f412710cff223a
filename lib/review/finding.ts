/** The most serious first. */
export const severities = ["high", "medium", "low"] as const;
export type Severity = (typeof severities)[number];

/** What a rule has found in one place. */
export interface Found {
  /** The resource in Terraform, `azurerm_key_vault.key_vault`; an option, `safeguards.locks`; or what else it is about. */
  readonly address: string;
  /** The id of the stack; left out where it is about the environment as a whole. */
  readonly stack?: string;
  /** What happens, in a sentence without a full stop. */
  readonly what: string;
  /** Why it matters. */
  readonly why: string;
  readonly fix: string;
  /** Where it is not that of the rule. */
  readonly severity?: Severity;
}

/** One thing that a reviewer should know. */
export interface Finding extends Found {
  readonly rule: string;
  readonly severity: Severity;
  /** The options and components that changed and that the resource follows; empty where none is known. */
  readonly causes: readonly string[];
  /** Where the rule is from. */
  readonly source: string;
}

/** As severe as the most severe of them; `low` where there are none. */
export function mostSevere(findings: readonly Pick<Finding, "severity">[]): Severity {
  return severities.find((each) => findings.some(({ severity }) => severity === each)) ?? "low";
}

/** True for what is at least as severe as `least`. */
export function isAtLeast(severity: Severity, least: Severity): boolean {
  return severities.indexOf(severity) <= severities.indexOf(least);
}
