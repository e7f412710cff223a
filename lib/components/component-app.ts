import { redacted } from "../settings/redacted";
import type { Component } from "./component";
import { checkName } from "./component-name";
import type { Report } from "./needs";

/**
 * The app setting that says which app code runs in; the app of `functionApp` has none. One package has the functions of all apps, and each
 * app registers its own.
 */
export const APP_SETTING = "FUNCTION_APP";

/** The value of {@link APP_SETTING} on your machine, where one host runs the functions of all apps. */
export const EVERY_APP = "*";

/** The app in `functionApp.apps` that runs a component; undefined for the one of `functionApp`. */
export function appOf(component: Component): string | undefined {
  return component.app;
}

export function checkApp(path: string, app: unknown, report: Report): void {
  if (app === undefined) return;
  if (typeof app === "string") checkName(path, app, report);
  else
    report(
      path,
      `must be the name of an app in functionApp.apps, got ${redacted(app)}`,
      "correct or remove it",
    );
}
