import { App } from "cdktf";
import engine from "cdktf/package.json";
import type { BackendOptions } from "./options/backend-options";
import type { DataObject } from "../settings/merge";
import type { Problem } from "../settings/problems";
import { redacted } from "../settings/redacted";

/** What a call says beside the options of an environment, and what is wrong with it. */
export function callFaults(notes: unknown, root: unknown, $schema: unknown): readonly Problem[] {
  const from = ["your options"];
  const fits = notes === undefined || notes === "print" || notes === "silent";
  const message = `must be one of "print", "silent", got ${redacted(notes)}`;
  return [
    ...(fits ? [] : [{ path: "notes", message, from, fix: 'use "silent", or remove it' }]),
    ...(typeof root === "string"
      ? []
      : [
          {
            path: "root",
            message: `must be a string, got ${redacted(root)}`,
            from,
            fix: "give the path of a folder",
          },
        ]),
    ...($schema === undefined || typeof $schema === "string"
      ? []
      : [
          {
            path: "$schema",
            message: `must be a string, got ${redacted($schema)}`,
            from,
            fix: "give the address of the schema, or remove it",
          },
        ]),
  ];
}

/** What says which backend it is. */
export function named(options: BackendOptions & DataObject): DataObject {
  const entries = Object.entries(options).filter(([name]) => name === "project" || name === "environment");
  return Object.fromEntries(entries);
}

export function noOptions(options: unknown): Problem {
  const message = `the second argument must be an object with options, got ${redacted(options)}`;
  return { path: "options", message, from: ["your options"], fix: "give an object, or remove the argument" };
}

export const swapped: Problem = {
  path: "components",
  message: "the arguments are in the wrong order: the second argument contains components",
  from: ["your options"],
  fix: "call defineBackend(components, options)",
};

/** What the engine calls itself; Testing.app() writes the second, so that snapshots stay. */
const OWN_VERSIONS: readonly unknown[] = [engine.version, "stubbed"];

/** True where stacks can be made in it, or in an app of our own. */
export function isAppOrNone(app: unknown): app is App | undefined {
  return app === undefined || (App.isApp(app) && OWN_VERSIONS.includes(versionOf(app)));
}

/** What is wrong with another app. */
export function appFault(app: unknown): Problem {
  const problem = { path: "app", from: ["your options"] };
  if (!App.isApp(app))
    return {
      ...problem,
      message: "is not an App of cdktf",
      fix: "give the result of `new App()`, or remove app",
    };
  return {
    ...problem,
    message: `is an App of another engine, version ${redacted(versionOf(app))}; this package runs on cdktf ${engine.version}`,
    fix: 'import { App } from "cdktf" in every file; the library has a package of its own for each engine',
  };
}

/** Of the engine that made the app. Two engines share their symbols, so that isApp holds for both. */
function versionOf(app: App): unknown {
  return app.node.tryGetContext("cdktfVersion");
}
