import { looksSecret } from "../settings/redacted";
import type { Finding } from "./finding";
import type { NotChecked } from "./not-checked";
import { otherFinding } from "./other-rules";

/** What became of a change on the stand-in, as far as a review tells it. */
export interface Rehearsed {
  /** Why nothing of the change was applied. */
  readonly skipped?: string;
  readonly refused?: { readonly stack: string; readonly said: string };
  /** What the plan after it would change again, by stack. */
  readonly again: Readonly<
    Record<
      string,
      readonly { readonly address: string; readonly action: string; readonly attributes: readonly string[] }[]
    >
  >;
  readonly typesWithoutRules: readonly string[];
}

/** A rehearsal only adds findings: that the stand-in takes a change does not say that Azure does. */
export function rehearsalFindings({ refused, again }: Rehearsed): readonly Finding[] {
  return [
    ...(refused === undefined ? [] : errorsIn(refused.said).map((error) => refusal(refused.stack, error))),
    ...Object.entries(again).flatMap(([stack, changes]) =>
      changes.map(({ address, action, attributes }) =>
        otherFinding("rehearsal-not-empty", {
          address,
          stack,
          what: `the plan after apply would ${action} it again${attributes.length === 0 ? "" : `: ${attributes.join(", ")}`}`,
          why: "Every later plan shows it, and hides what really changes.",
          fix: "Write the value that Azure keeps, or leave the argument out.",
        }),
      ),
    ),
  ];
}

/** What a rehearsal says nothing of. */
export function notRehearsed({ skipped, typesWithoutRules }: Rehearsed): readonly NotChecked[] {
  return [
    ...(skipped === undefined ? [] : [`the change on the stand-in for Azure: ${textOf(skipped)}`]),
    ...(typesWithoutRules.length === 0
      ? []
      : [
          `what Azure refuses of these types, for which the stand-in has no rules: ${typesWithoutRules.join(", ")}`,
        ]),
  ];
}

interface ApplyError {
  readonly address?: string;
  readonly text: string;
}

function refusal(stack: string, { address, text }: ApplyError): Finding {
  return otherFinding("rehearsal-refused", {
    address: address ?? stack,
    stack,
    what: `apply stops: ${text}`,
    why: "What comes after it is not applied. On Azure it would stop there too, as far as the stand-in knows.",
    fix: "Read the error, and change what it names. Terraform applies the rest when it is fixed.",
  });
}

/** `Error: …`, then `with azurerm_key_vault.key_vault,` and a place in the file. */
function errorsIn(said: string): readonly ApplyError[] {
  const parts = said.split(/(?:^|\n)[\s│╷]*Error: /).slice(1);
  return (parts.length === 0 ? [said] : parts).map((part) => {
    const [, address] = /\n[\s│]*with ([^\s,]+),/.exec(part) ?? [];
    const text = textOf(part.split(/\n[\s│]*(?:with [^\s,]+,|on \S+ line \d+)/)[0] ?? part);
    return { text, ...(address === undefined ? {} : { address }) };
  });
}

const LONGEST = 500;

function textOf(said: string): string {
  if (looksSecret(said)) return "(not shown: it looks like it has a secret)";
  const line = said.replace(/[\s│╷╵]+/g, " ").trim();
  return line.length > LONGEST ? `${line.slice(0, LONGEST - 3)}...` : line;
}
