import { type BackendPlan, type Components, defineCrudApi, defineFunction, planBackend } from "../../lib";

export const CLIENT = "11111111-1111-4111-8111-111111111111";
export const TENANT = "22222222-2222-4222-8222-222222222222";
export const signIn = { clientId: CLIENT, tenantId: TENANT };
/** A setting with a client secret. */
export const SECRET = { S: "@Microsoft.KeyVault(SecretUri=https://kv.vault.azure.net/secrets/s)" };

export const http = (name: string, trigger: object = {}) =>
  defineFunction({ name, entry: "./hello.ts", trigger: { type: "http", ...trigger } });

/** One that signs in, one that is open, and one that asks for a key. */
export const components = {
  hello: http("hello"),
  health: http("health", { signIn: false, authLevel: "anonymous", methods: ["GET"] }),
  notes: defineCrudApi({
    name: "notes",
    entityName: "Note",
    partitionKey: "/id",
    schema: { text: { type: "string" } },
    signIn: false,
  }),
};

/** What is decided, without constructs. */
export function planned(options: object, of: object = components): BackendPlan {
  return planBackend(of as Components, { project: "feedback", location: "eastus2", ...options });
}

/** Everything that a plan says. */
export function said(options: object, of?: object): string {
  return planned(options, of)
    .notes.map(({ message }) => message)
    .join("\n");
}
