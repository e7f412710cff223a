import { composeName, defaultSuffix } from "../names/compose";
import { ruleFault } from "../names/name-rule";
import type { BackendSettings } from "../options/backend-settings";
import { type ComposedKind, type NameKind, allNameRules } from "../services/names";
import type { Problem } from "./problems";
import type { Provenance } from "./provenance";
import { shown } from "./shown";

interface NameInputs {
  readonly project: string;
  readonly environment: string;
  readonly common: BackendSettings;
  readonly location: string;
  readonly provenance: Provenance;
}

/** Gives every resource its name, and collects those that Azure would refuse. */
export function namer({ project, environment, common, location, provenance }: NameInputs): {
  readonly problems: readonly Problem[];
  readonly name: (kind: ComposedKind, detail?: string) => string;
  readonly checkName: (kind: NameKind, name: string, path: string) => void;
  /** The names that were asked for, but for kinds of which there are several. */
  readonly given: () => Readonly<Partial<Record<ComposedKind, string>>>;
} {
  const problems: Problem[] = [];
  const asked = new Map<ComposedKind, string>();
  const ordinary = defaultSuffix(project, environment, location);
  const suffix = common.nameSuffix ?? ordinary;
  const { resourceGroups = {}, ...names } = common.names ?? {};
  const own: Readonly<Partial<Record<ComposedKind, string>>> = names;
  const ownGroups = new Map<string, string>(Object.entries(resourceGroups));

  function checkName(kind: NameKind, name: string, path: string): void {
    const fault = ruleFault(allNameRules[kind], name);
    if (fault !== undefined)
      problems.push({
        path,
        message: `${fault}, got ${shown(name)}`,
        from: provenance.layers(path),
        fix: "choose another name",
      });
  }

  function name(kind: ComposedKind, detail?: string): string {
    const found = find(kind, detail);
    if (!("several" in allNameRules[kind])) asked.set(kind, found);
    return found;
  }

  function find(kind: ComposedKind, detail?: string): string {
    const isGroup = kind === "resourceGroup";
    const given = isGroup ? ownGroups.get(detail ?? "") : own[kind];
    if (given !== undefined) {
      checkName(kind, given, isGroup ? `names.resourceGroups.${detail ?? ""}` : `names.${kind}`);
      return given;
    }
    const details = detail === undefined ? {} : { detail };
    const composed = composeName(kind, { project, environment, suffix, ...details });
    if (composed !== undefined) {
      const fault = ruleFault(allNameRules[kind], composed);
      if (fault !== undefined && isSuffixToBlame(kind, details))
        problems.push({
          path: "nameSuffix",
          message: `${fault}, got ${shown(composed)}`,
          from: provenance.layers("nameSuffix"),
          fix: "choose another suffix, or leave it out",
        });
      return composed;
    }
    const { label, max } = allNameRules[kind];
    problems.push({
      path: "environment",
      message: `${shown(environment)} leaves no room for the project in the name of a ${label}, which has at most ${max} characters`,
      from: provenance.layers("environment"),
      fix: `shorten the environment's name, or give the whole name in names.${kind}`,
    });
    return "";
  }

  /** Azure keeps endings for itself, `-sb`; what else is wrong with a name is checked where it is said. */
  function isSuffixToBlame(kind: ComposedKind, details: { readonly detail?: string }): boolean {
    const plain = composeName(kind, { project, environment, suffix: ordinary, ...details });
    return plain !== undefined && ruleFault(allNameRules[kind], plain) === undefined;
  }

  return { problems, name, checkName, given: () => Object.fromEntries(asked) };
}
