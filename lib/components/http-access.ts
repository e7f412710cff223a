import { type AuthLevel, type CallersOf, authLevelOf, ownLevelOf } from "./auth-levels";
import type { Component } from "./component";

/** Who may call a component, and the field that says so. */
export interface HttpAccess {
  readonly field: "authLevel" | "trigger.authLevel";
  readonly level: AuthLevel;
  /** Whether the component itself says so; its environment does otherwise. */
  readonly isOwn: boolean;
  /** Whether callers sign in where the environment has sign-in. */
  readonly signsIn: boolean;
  readonly signInField: "signIn" | "trigger.signIn";
  /** Whether the component's own rules need a token of its callers. */
  readonly asksWho: boolean;
}

/** Undefined for a component that answers no requests. */
export function httpAccessOf(component: Component, ofEnvironment: AuthLevel): HttpAccess | undefined {
  switch (component.kind) {
    case "crud-api":
      return accessOf("authLevel", component, ofEnvironment, component.authorize !== undefined);
    case "function":
      return component.trigger.type === "http"
        ? accessOf("trigger.authLevel", component.trigger, ofEnvironment)
        : undefined;
    case "queue-processor":
    case "event-handler":
      return undefined;
  }
}

function accessOf(
  field: HttpAccess["field"],
  given: CallersOf,
  ofEnvironment: AuthLevel,
  asksWho = false,
): HttpAccess {
  return {
    field,
    level: authLevelOf(given, ofEnvironment),
    isOwn: ownLevelOf(given) !== undefined,
    signsIn: given.signIn !== false,
    asksWho,
    signInField: field === "authLevel" ? "signIn" : "trigger.signIn",
  };
}
