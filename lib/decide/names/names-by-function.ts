import type { ComposedNameRule } from "../../azure/names/name-rule";
import { ruleFault } from "../../azure/names/name-rule";
import type { Problem } from "../../settings/problems";
import { redacted } from "../../settings/redacted";
import type { ComposedKind } from "../../services/words";
import { allNameRules } from "./name-rules";
import { type NamingContext, type NamingFunction, askFunction, regionCodeOf } from "./naming";
import { reservedWordIn } from "./reserved-words";

/** The option, as messages name it. */
const NAMING = "naming";

/** What a function was asked for, in messages: `resourceGroup (network)`. */
function whatIs(kind: ComposedKind, detail: string | undefined): string {
  return detail === undefined ? kind : `${kind} (${detail})`;
}

/** The names of one backend that a function of the user's gives. */
export class NamesByFunction {
  private readonly answers = new Map<string, string | undefined>();
  private readonly found: Problem[] = [];
  /** Every name of the backend, by what is the same for Azure: two kinds can be of one type. */
  private readonly taken = new Map<string, string>();
  private readonly withoutSuffix = new Set<string>();

  constructor(
    private readonly naming: NamingFunction,
    private readonly backend: Pick<NamingContext, "project" | "environment" | "location" | "suffix">,
    private readonly from: readonly string[],
  ) {}

  /** The name that the function gives; undefined where it leaves it to the library. */
  nameOf(kind: ComposedKind, detail: string | undefined, composed = ""): string | undefined {
    const key = `${kind} ${detail ?? ""}`;
    if (!this.answers.has(key)) this.answers.set(key, this.ask(kind, detail, composed));
    return this.answers.get(key);
  }

  private ask(kind: ComposedKind, detail: string | undefined, defaultName: string): string | undefined {
    const rule = allNameRules[kind] as ComposedNameRule;
    const result = askFunction(this.naming, kind, {
      ...this.backend,
      regionCode: regionCodeOf(this.backend.location),
      abbreviation: rule.prefix,
      ...(detail === undefined ? {} : { detail }),
      globallyUnique: rule.scope === "global",
      maxLength: rule.composedMax ?? rule.max,
      hyphens: rule.pattern.test("a-a"),
      defaultName,
    });
    if ("fault" in result) {
      this.report(result.fault, result.fix);
      return defaultName;
    }
    const { name } = result;
    if (name === undefined) return undefined;
    const word = reservedWordIn(rule, name);
    const fault = ruleFault(rule, name) ?? (word && `${word}, which Azure refuses in a ${rule.label} name`);
    if (fault !== undefined)
      this.report(
        `returned ${redacted(name)} for ${redacted(kind)}: ${fault}`,
        "return another name, or undefined for the default name",
      );
    if (rule.scope === "global" && !name.includes(this.backend.suffix))
      this.withoutSuffix.add(`${rule.label} ${name}`);
    return name;
  }

  /** Remembers a name, of the function or not: no two resources of one type can have it. */
  remember(kind: ComposedKind, detail: string | undefined, name: string): void {
    if (name === "") return;
    const key = `${allNameRules[kind].label} ${name}`.toLowerCase();
    const what = whatIs(kind, detail);
    const other = this.taken.get(key);
    this.taken.set(key, other ?? what);
    if (other !== undefined && other !== what)
      this.report(
        `gives ${other} and ${what} one name, ${redacted(name)}`,
        "make context.detail or the kind part of the name",
      );
  }

  private report(message: string, fix: string): void {
    if (!this.found.some((problem) => problem.message === message))
      this.found.push({ path: NAMING, message, from: this.from, fix });
  }

  problems(): readonly Problem[] {
    return this.found;
  }

  /** Names that must be globally unique and have nothing in them that makes them so. */
  notUnique(): readonly string[] {
    return [...this.withoutSuffix];
  }
}
