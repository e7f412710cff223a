import { type NameParts, composeName, defaultSuffix } from "./compose";
import { ruleFault } from "../../azure/names/name-rule";
import { type Naming, regionCodeOf } from "./naming";
import { NamesByFunction } from "./names-by-function";
import { reservedWordIn } from "./reserved-words";
import type { ExistingGroups } from "../existing/read-groups";
import type { BackendSettings } from "../options/backend-settings";
import { allNameRules } from "./name-rules";
import type { ComposedKind, NameKind } from "../../services/words";
import type { Problem } from "../../settings/problems";
import type { Provenance } from "../../settings/provenance";
import { redacted } from "../../settings/redacted";

interface NameInputs {
  readonly project: string;
  readonly environment: string;
  readonly common: BackendSettings;
  readonly location: string;
  readonly naming: Naming;
  readonly provenance: Provenance;
  /** Groups that exist already, by stack. */
  readonly existingGroups: ExistingGroups;
}

/** Names with a word that Azure keeps for itself. */
interface ReservedWord {
  readonly why: string;
  readonly names: readonly { readonly kind: ComposedKind; readonly name: string }[];
}

/** Only kinds of which a backend has one can be named by the user. */
function fixOf(path: string, found: ReservedWord["names"]): string {
  const named = found
    .filter(({ kind }) => !("several" in allNameRules[kind]))
    .map(({ kind }) => `names.${kind}`);
  const other = `choose another ${path === "project" ? "project name" : path}`;
  return named.length < found.length ? other : `${other}, or set the whole name in ${named.join(", ")}`;
}

/** Gives every resource its name, and collects those that Azure would refuse. */
export function namer({
  project,
  environment,
  common,
  location,
  naming,
  provenance,
  existingGroups,
}: NameInputs): {
  /** All of them, once every name was asked for. */
  readonly problems: () => readonly Problem[];
  readonly name: (kind: ComposedKind, detail?: string) => string;
  readonly checkName: (kind: NameKind, name: string, path: string) => void;
  /** The names that were asked for, but for kinds of which there are several. */
  readonly given: () => Readonly<Partial<Record<ComposedKind, string>>>;
  /** Names of a function's that others may have already: what only `suffix` makes unique is without it. */
  readonly notUnique: () => readonly string[];
} {
  const problems: Problem[] = [];
  const reserved = new Map<string, ReservedWord>();
  const asked = new Map<ComposedKind, string>();
  const ordinary = defaultSuffix(project, environment, location);
  const suffix = common.nameSuffix ?? ordinary;
  const region = naming === "caf" ? { region: regionCodeOf(location) } : {};
  const parts = { project, environment, suffix, ...region };
  const byFunction =
    typeof naming === "function"
      ? new NamesByFunction(naming, { project, environment, location, suffix }, provenance.layers("naming"))
      : undefined;
  const { resourceGroups = {}, ...names } = common.names ?? {};
  const own: Readonly<Partial<Record<ComposedKind, string>>> = names;
  const existing = new Map<string, string>(Object.entries(existingGroups));
  const ownGroups = new Map<string, string>([...Object.entries(resourceGroups), ...existing]);

  function checkName(kind: NameKind, name: string, path: string): void {
    const rule = allNameRules[kind];
    const word = reservedWordIn(rule, name);
    const fault = ruleFault(rule, name) ?? (word && `${word}, which Azure refuses in a ${rule.label} name`);
    if (fault !== undefined)
      problems.push({
        path,
        message: `${fault}, got ${redacted(name)}`,
        from: provenance.layers(path),
        fix: "choose another name",
      });
  }

  function name(kind: ComposedKind, detail?: string): string {
    const found = find(kind, detail);
    byFunction?.remember(kind, detail, found);
    if (!("several" in allNameRules[kind])) asked.set(kind, found);
    return found;
  }

  function find(kind: ComposedKind, detail?: string): string {
    const isGroup = kind === "resourceGroup";
    const given = isGroup ? ownGroups.get(detail ?? "") : own[kind];
    if (given !== undefined) {
      checkName(kind, given, pathOf(kind, detail));
      return given;
    }
    const details = detail === undefined ? {} : { detail };
    const composed = composeName(kind, { ...parts, ...details });
    const named = byFunction?.nameOf(kind, detail, composed);
    if (named !== undefined) return named;
    if (composed !== undefined) {
      const fault = ruleFault(allNameRules[kind], composed);
      if (fault !== undefined && isSuffixToBlame(kind, details))
        problems.push({
          path: "nameSuffix",
          message: `${fault}, got ${redacted(composed)}`,
          from: provenance.layers("nameSuffix"),
          fix: "choose another suffix, or remove it",
        });
      checkReserved(kind, composed, details);
      return composed;
    }
    const { label, max } = allNameRules[kind];
    problems.push({
      path: "environment",
      message: `${redacted(environment)} is too long: the name of a ${label} has at most ${max} characters, which leaves no room for the project`,
      from: provenance.layers("environment"),
      fix: `choose a shorter environment name, or set the whole name in names.${kind}`,
    });
    return "";
  }

  function pathOf(kind: ComposedKind, detail = ""): string {
    if (kind !== "resourceGroup") return `names.${kind}`;
    return `${existing.has(detail) ? "external" : "names"}.resourceGroups.${detail}`;
  }

  /** Azure keeps endings for itself, `-sb`; what else is wrong with a name is checked where it is said. */
  function isSuffixToBlame(kind: ComposedKind, details: { readonly detail?: string }): boolean {
    const plain = composeName(kind, { ...parts, suffix: ordinary, ...details });
    return plain !== undefined && ruleFault(allNameRules[kind], plain) === undefined;
  }

  /** One problem for each option that brings the word, with all names that it is in. */
  function checkReserved(
    kind: ComposedKind,
    composed: string,
    { detail }: { readonly detail?: string },
  ): void {
    const rule = allNameRules[kind];
    const why = reservedWordIn(rule, composed);
    if (why === undefined) return;
    const without = (changed: Partial<NameParts>): boolean => {
      const other = composeName(kind, { ...parts, ...(detail === undefined ? {} : { detail }), ...changed });
      return other === undefined || reservedWordIn(rule, other) === undefined;
    };
    const path = without({ project: "x" })
      ? "project"
      : without({ suffix: "x" })
        ? "nameSuffix"
        : without({ environment: "x" })
          ? "environment"
          : (rule.detailFrom ?? "project");
    const { names: found } = reserved.get(path) ?? { names: [] };
    reserved.set(path, { why, names: [...found, { kind, name: composed }] });
  }

  function allProblems(): readonly Problem[] {
    const ofWords = [...reserved].map(([path, { why, names: found }]) => ({
      path,
      message:
        `leads to a name that ${why}, which Azure refuses: ` +
        found.map(({ kind, name: each }) => `${allNameRules[kind].label} ${redacted(each)}`).join(", "),
      from: provenance.layers(path),
      fix: fixOf(path, found),
    }));
    return [...problems, ...ofWords, ...(byFunction?.problems() ?? [])];
  }

  return {
    problems: allProblems,
    name,
    checkName,
    given: () => Object.fromEntries(asked),
    notUnique: () => byFunction?.notUnique() ?? [],
  };
}
