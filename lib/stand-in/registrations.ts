import { Refusal } from "./exchange";
import type { JsonObject } from "./json";
import { key } from "./resource-path";
import listed from "./resource-providers.json";

type State = "NotRegistered" | "Registering" | "Registered";

/** Every namespace in the case that Azure lists it in, which clients compare with. */
export const namespaces: readonly string[] = [...listed.provider, ...listed.page];

/** Which resource providers each subscription is registered for. Nearly none, in one that is new. */
export class Registrations {
  private readonly states = new Map<string, State>();

  /** Azure goes on registering for a while after it has answered. */
  begin(subscriptionId: string, namespace: string): JsonObject {
    const name = named(namespace);
    if (this.state(subscriptionId, name) === "NotRegistered")
      this.states.set(keyOf(subscriptionId, name), "Registering");
    return this.described(subscriptionId, name);
  }

  /** Registered at once, as by an earlier deployment of this type. */
  complete(subscriptionId: string, type: string): void {
    this.states.set(keyOf(subscriptionId, namespaceOf(type)), "Registered");
  }

  /** One provider. What is being registered is registered the next time. */
  one(subscriptionId: string, namespace: string): JsonObject {
    const name = named(namespace);
    if (this.state(subscriptionId, name) === "Registering") this.complete(subscriptionId, name);
    return this.described(subscriptionId, name);
  }

  all(subscriptionId: string): readonly JsonObject[] {
    return namespaces.map((name) => this.one(subscriptionId, name));
  }

  /** Whether resources of a type may be made; while it is being registered they may. */
  isRegistered(subscriptionId: string, type: string): boolean {
    return this.state(subscriptionId, namespaceOf(type)) !== "NotRegistered";
  }

  /**
   * Refuses a resource of a namespace that is not registered. Azure registers what
   * a template defines where the deploying identity may; a least-privileged identity may not, so nothing is registered here.
   * learn.microsoft.com/azure/azure-resource-manager/management/resource-providers-and-types
   */
  check(subscriptionId: string, type: string): void {
    if (this.isRegistered(subscriptionId, type)) return;
    throw new Refusal(
      409,
      "MissingSubscriptionRegistration",
      `The subscription is not registered to use namespace '${namespaceOf(type)}'. See https://aka.ms/rps-not-found for how to register subscriptions.`,
    );
  }

  private state(subscriptionId: string, name: string): State {
    return (
      this.states.get(keyOf(subscriptionId, name)) ??
      (listed.registeredByDefault.includes(name) ? "Registered" : "NotRegistered")
    );
  }

  private described(subscriptionId: string, namespace: string): JsonObject {
    return {
      id: `/subscriptions/${subscriptionId}/providers/${namespace}`,
      namespace,
      registrationPolicy: "RegistrationRequired",
      registrationState: this.state(subscriptionId, namespace),
      resourceTypes: [],
    };
  }
}

/** Of `Microsoft.Web/sites`, or of a namespace itself. */
function namespaceOf(type: string): string {
  return named(type.split("/")[0] ?? "");
}

/** In Azure's case. Azure itself takes any. */
function named(namespace: string): string {
  const name = namespaces.find((each) => key(each) === key(namespace));
  if (name === undefined)
    throw new Refusal(404, "InvalidResourceNamespace", `The resource namespace '${namespace}' is invalid.`);
  return name;
}

function keyOf(subscriptionId: string, namespace: string): string {
  return key(`${subscriptionId}/${namespace}`);
}
