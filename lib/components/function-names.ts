import type { Component, Components } from "./component";
import { appOf } from "./component-app";
import { CRUD_OPERATIONS, type CrudOperation, hasOperation } from "./crud-routes";
import type { CrudApi } from "./define-crud-api";
import type { Report } from "./needs";
import { settingPrefix } from "./setting-prefix";

/** The function that serves one operation of an API: `feedback-create`. */
export function crudFunctionName({ name }: Pick<CrudApi, "name">, operation: CrudOperation): string {
  return `${name}-${operation}`;
}

/** The functions that a component is in a function app, by name. */
export function functionNamesOf(component: Component): readonly string[] {
  if (component.kind !== "crud-api") return [component.name];
  return CRUD_OPERATIONS.filter((operation) => hasOperation(component, operation)).map((operation) =>
    crudFunctionName(component, operation),
  );
}

/** The functions of one app, by name; of the first app for undefined. */
export function functionNamesIn(components: Components, app: string | undefined): readonly string[] {
  return Object.values(components)
    .filter((component) => appOf(component) === app)
    .flatMap(functionNamesOf);
}

/** The one name that it refuses: github.com/Azure/azure-functions-host/blob/dev/src/WebJobs.Script/Utility.cs */
const OF_THE_HOST = "host";

/** Names are unique across all kinds: they become one app's functions and settings. */
export function checkFunctionNames(components: Components, problem: Report): void {
  const prefixes = new Map<string, string>();
  const functions = new Map<string, string>();
  for (const [key, component] of Object.entries(components)) {
    const { name } = component;
    const path = `components.${key}`;
    const twin = prefixes.get(settingPrefix(name));
    if (twin !== undefined)
      problem(`${path}.name`, `"${name}" is also the name of ${twin}`, "give one of them another name");
    prefixes.set(settingPrefix(name), path);
    for (const each of functionNamesOf(component)) {
      const other = functions.get(each);
      if (each === OF_THE_HOST)
        problem(
          `${path}.name`,
          `"${each}" is not a valid function name for the Functions host`,
          "choose another name",
        );
      // Two of one name are reported as that.
      if (other !== undefined && twin === undefined)
        problem(
          `${path}.name`,
          `${other} also has a function "${each}": each operation of an API is a function`,
          "give one of them another name",
        );
      functions.set(each, path);
    }
  }
}
