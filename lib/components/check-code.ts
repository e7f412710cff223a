import { isDataObject } from "../settings/merge";
import { didYouMean } from "../settings/nearest";
import { redacted } from "../settings/redacted";
import { type BindingType, bindingKind, bindingTypes, isBindingType } from "./bindings";
import type { CodeOptions } from "./code-options";
import { checkApp } from "./component-app";
import type { Report } from "./needs";
import { isReference } from "./references";

/** Reports what is wrong with what every component that runs code has. @returns false when it cannot be gone on with */
export function checkCode(path: string, component: CodeOptions, problem: Report): boolean {
  const { app, entry, environment, bindings, access } = component as Partial<CodeOptions>;
  checkApp(`${path}.app`, app, problem);
  if (typeof entry !== "string" || entry === "")
    problem(
      `${path}.entry`,
      `must be a source file, got ${redacted(entry)}`,
      'give one such as "./src/upload.ts"',
    );
  const hasEnvironment = checkEnvironment(`${path}.environment`, environment, problem);
  const hasBindings = checkBindings(`${path}.bindings`, bindings, problem);
  return checkAccess(`${path}.access`, access, problem) && hasBindings && hasEnvironment;
}

function checkEnvironment(path: string, environment: unknown, problem: Report): boolean {
  if (environment === undefined) return true;
  if (!isDataObject(environment)) {
    problem(
      path,
      `must be an object with app settings by name, got ${redacted(environment)}`,
      'write it like { MODE: "fast" }',
    );
    return false;
  }
  const faulty = Object.entries(environment).filter(
    ([name, value]) => !checkSetting(`${path}.${name}`, value, problem),
  );
  return faulty.length === 0;
}

function checkSetting(path: string, value: unknown, problem: Report): boolean {
  if (typeof value === "string") {
    if (/^@Microsoft\.KeyVault\(/i.test(value)) {
      problem(
        path,
        "is a Key Vault reference written as a string, which gives the function app no permission to read the secret",
        "use secret(name); references to another key vault belong in functionApp.settings",
      );
      return false;
    }
    const template = /\$\{(backend|azure)\.[^}]*\}/.exec(value);
    if (template === null) return true;
    problem(
      path,
      `${template[0]} is not replaced: placeholders are not supported`,
      "use a reference, such as reference.cosmos.endpoint; keys and connection strings have none",
    );
    return false;
  }
  if (isReference(value)) return true;
  const unset = value === undefined || value === null;
  problem(
    path,
    unset
      ? `is ${String(value)}: is an environment variable missing?`
      : "must be a string, secret(name) or a reference",
    "give a string, secret(name) or a reference, or remove it",
  );
  return false;
}

/** How handlers call their bindings: learn.microsoft.com/azure/azure-functions/functions-reference-node#inputs-and-outputs */
const BINDING_NAME = /^[A-Za-z][A-Za-z0-9]*$/;

function checkBindings(path: string, bindings: unknown, problem: Report): boolean {
  if (bindings === undefined) return true;
  if (!Array.isArray(bindings)) {
    problem(path, `must be a list of bindings, got ${redacted(bindings)}`, `write it like [${EXAMPLE}]`);
    return false;
  }
  const names = new Set<unknown>();
  const sound = (bindings as readonly unknown[]).map((binding, index) => {
    const at = `${path}[${index}]`;
    if (!checkType(at, binding, bindingTypes, problem)) return false;
    const { directions } = bindingKind(binding.type);
    const known = Object.keys(directions);
    if (typeof binding["direction"] !== "string" || !known.includes(binding["direction"])) {
      problem(
        `${at}.direction`,
        known.length === 0
          ? `there is no binding of type ${binding.type}`
          : `must be ${known.join(" or ")} for a binding of type ${binding.type}, got ${redacted(binding["direction"])}`,
        known.length === 0
          ? "declare it in access, or in environment with secret(name)"
          : `use ${known.map(redacted).join(" or ")}`,
      );
      return false;
    }
    return checkName(`${at}.name`, binding["name"], names, problem) && checkPart(at, binding, problem);
  });
  return sound.every(Boolean);
}

const EXAMPLE = bindingKind("blob").example;

function checkName(path: string, name: unknown, names: Set<unknown>, problem: Report): boolean {
  if (typeof name !== "string" || !BINDING_NAME.test(name)) {
    problem(
      path,
      `must have letters and digits and begin with a letter, got ${redacted(name)}`,
      'choose a name such as "report"',
    );
    return false;
  }
  if (names.has(name)) {
    problem(
      path,
      `"${name}" is also the name of another binding of this function`,
      "give one of them another name",
    );
    return false;
  }
  names.add(name);
  return true;
}

function checkAccess(path: string, access: unknown, problem: Report): boolean {
  if (access === undefined) return true;
  const types = bindingTypes.filter((type) => bindingKind(type).actions.length > 0);
  const example = '[{ type: "blob", container: "reports", action: "read" }]';
  if (!Array.isArray(access)) {
    problem(
      path,
      `must be a list of access declarations, got ${redacted(access)}`,
      `write it like ${example}`,
    );
    return false;
  }
  const sound = (access as readonly unknown[]).map((each, index) => {
    const at = `${path}[${index}]`;
    if (!checkType(at, each, types, problem)) return false;
    const { actions } = bindingKind(each.type);
    if (typeof each["action"] === "string" && actions.includes(each["action"]))
      return checkPart(at, each, problem);
    problem(
      `${at}.action`,
      `must be ${actions.join(" or ")} for access of type ${each.type}, got ${redacted(each["action"])}`,
      `use ${actions.map(redacted).join(" or ")}`,
    );
    return false;
  });
  return sound.every(Boolean);
}

/** A binding or access, of which the type is known and nothing else. */
type Part = Readonly<Record<string, unknown>> & { readonly type: BindingType };

function checkType(
  path: string,
  given: unknown,
  types: readonly BindingType[],
  problem: Report,
): given is Part {
  const type: unknown = isDataObject(given) ? given["type"] : undefined;
  if (isBindingType(type) && types.includes(type)) return true;
  problem(
    path,
    `must have a type of ${types.map(redacted).join(", ")}, got ${redacted(given)}` +
      (typeof type === "string" ? didYouMean(type, types) : ""),
    "use one of them",
  );
  return false;
}

function checkPart(path: string, given: Part, problem: Report): boolean {
  return bindingKind(given.type).check(path, given, problem);
}
