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

export const noApp: Problem = {
  path: "app",
  message: "is not an App of cdktf",
  from: ["your options"],
  fix: "give the result of `new App()`, or remove app",
};
