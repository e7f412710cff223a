import type { AuthLevel } from "../../components/auth-levels";
import type { Component } from "../../components/component";

/** Who may call a component, and the field that says so. */
export interface HttpAccess {
  readonly field: "authLevel" | "trigger.authLevel";
  readonly level: AuthLevel;
}

/** Undefined for a component that answers no requests. */
export function httpAccessOf(component: Component): HttpAccess | undefined {
  switch (component.kind) {
    case "crud-api":
      return { field: "authLevel", level: component.authLevel ?? "function" };
    case "function":
      return component.trigger.type === "http"
        ? { field: "trigger.authLevel", level: component.trigger.authLevel ?? "function" }
        : undefined;
    case "queue-processor":
    case "event-handler":
      return undefined;
  }
}
