import type { Component } from "./component";
import type { CodeOptions } from "./code-options";
import type { Trigger } from "./triggers";

/** A component that runs code of the user's, and what starts it. */
export interface Code extends CodeOptions {
  readonly trigger: Trigger;
  /** Where the trigger's fields are, within the component: empty where they are its own. */
  readonly triggerField: "trigger" | "";
}

/** The code of a component as a function with a trigger, in whatever words it was declared; undefined where it has none. */
export function codeOf(component: Component): Code | undefined {
  switch (component.kind) {
    case "function":
      return { ...component, triggerField: "trigger" };
    case "queue-processor": {
      const { queue = component.name, ...code } = component;
      return { ...code, trigger: { type: "queue", queue }, triggerField: "" };
    }
    case "event-handler": {
      const { kind: _kind, name, entry, app, environment, bindings, access, ...events } = component;
      const code = {
        name,
        entry,
        ...(app !== undefined && { app }),
        ...(environment !== undefined && { environment }),
        ...(bindings !== undefined && { bindings }),
        ...(access !== undefined && { access }),
      };
      return { ...code, trigger: { type: "eventGrid", ...events }, triggerField: "" };
    }
    case "crud-api":
      return undefined;
  }
}
