import { builtInRole } from "../access/built-in-roles";
import { type JsonObject, asText, listAt, textAt } from "./json";
import { key } from "./resource-path";
import type { Resource, Store } from "./store";

/** Built-in roles and their ids: learn.microsoft.com/azure/role-based-access-control/built-in-roles */
const ROLES: Readonly<Record<string, string>> = {
  AcrPull: "7f951dda-4ed3-4680-a7ca-43fe172d538d",
  "Azure Event Hubs Data Receiver": "a638d3c7-ab3a-418d-83e6-5f17a39d4fde",
  "Azure Event Hubs Data Sender": "2b629674-e913-4c01-ae53-ef4638d8f975",
  "Azure Service Bus Data Owner": "090c5cfd-751d-490a-894a-3ce6f1109419",
  "Azure Service Bus Data Receiver": "4f6d3b9b-027b-4f4c-9142-0e5a2a2247e0",
  "Azure Service Bus Data Sender": "69a216fc-b8fb-44d8-bc22-1f3c2cd27a39",
  Contributor: "b24988ac-6180-42a0-ab88-20f7382dd24c",
  "Key Vault Crypto Service Encryption User": "e147488a-f6f5-4113-8e2d-b22465e65bf6",
  "Key Vault Secrets Officer": "b86a8fe4-44ce-4948-aee5-eccb2c155cd7", // gitleaks:allow
  "Key Vault Secrets User": "4633458b-17de-408a-b874-0445c86b69e6", // gitleaks:allow
  "Locks Contributor": "28bf596f-4eb7-45ce-b5bc-6cf482fec137",
  "Monitoring Contributor": "749f88d5-cbae-40b8-bcfc-e573ddc772fa",
  "Monitoring Metrics Publisher": "3913510d-42f4-4e42-8a64-420c390055eb",
  "Monitoring Reader": "43d0d8ad-25c7-4714-9337-8ba259a9fe05",
  Owner: "8e3af657-a8ff-443c-a75c-2fe8c4bcb635",
  Reader: "acdd72a7-3385-48ef-bd42-f606fba81ae7",
  "Role Based Access Control Administrator": "f58310d9-a9f6-439a-9e8d-f62e7b41a168",
  "Storage Account Contributor": "17d1049b-9a84-46fb-8f53-869881c3d3ab",
  "Storage Blob Data Contributor": "ba92f5b4-2d11-453d-a403-e96b0029c9fe",
  "Storage Blob Data Owner": "b7e6dc6d-f1e8-4753-8033-0f276bb0955b",
  "Storage Blob Data Reader": "2a2b9908-6ea1-4ae2-8e65-a410df84e7d1",
  "Storage Queue Data Contributor": "974c5e8b-45b9-4653-ba55-5f855dd0fb88",
  "Storage Queue Data Message Processor": "8a0f0c08-91a1-4084-bc3d-661d67233fed",
  "Storage Queue Data Message Sender": "c6a89b2d-59bc-44d0-9896-0f6e12d7b80a",
  "Storage Queue Data Reader": "19e7f393-937e-4f77-808e-94535e297925",
  "Storage Table Data Contributor": "0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3",
  "Storage Table Data Reader": "76199698-9eea-4c19-bc75-cec21354c6b6",
  "Website Contributor": "de139f84-1756-47ae-9be6-808fbbe84772",
};

const DEFINITIONS = "Microsoft.Authorization/roleDefinitions";

/** Those that `filter` asks for, `roleName eq 'Reader'`, Azure's own and custom ones; all of them where it asks for none. */
export function roleDefinitions(filter: string, path: string, store: Store): readonly JsonObject[] {
  const [, asked] = /roleName eq '([^']*)'/i.exec(filter) ?? [];
  const scope = path.slice(0, path.toLowerCase().indexOf("/providers/microsoft.authorization"));
  const own = Object.entries(ROLES).map(([roleName, id]) => ({
    id: `${scope}/providers/${DEFINITIONS}/${id}`,
    name: id,
    type: DEFINITIONS,
    properties: { roleName, type: "BuiltInRole", assignableScopes: ["/"], permissions: [] },
  }));
  const custom = customRoles(store)
    .filter(({ body }) => isAssignableIn(body, scope))
    .map(({ id, name, body }) => ({ ...body, id, name, type: DEFINITIONS }));
  return [...own, ...custom].filter(
    (each) => asked === undefined || key(textAt(each, "properties.roleName")) === key(asked),
  );
}

/** Every custom role. */
export function customRoles(store: Store): readonly Resource[] {
  return store.ofType(DEFINITIONS);
}

/** learn.microsoft.com/azure/role-based-access-control/role-definitions#assignablescopes */
function isAssignableIn(body: JsonObject, scope: string): boolean {
  return listAt(body, "properties.assignableScopes").some((each) =>
    `${key(scope)}/`.startsWith(`${key(asText(each))}/`),
  );
}

/** What Azure calls one of its own roles. */
export function roleName(id: string): string | undefined {
  return Object.entries(ROLES).find(([, each]) => each === id.toLowerCase())?.[0];
}

/** Whether there is such a role, Azure's own or a custom one. */
export function isRole(id: string, store: Store): boolean {
  return Object.values(ROLES).includes(id) || customRoles(store).some(({ name }) => key(name) === key(id));
}

/** What a role lets do with data; that of a custom role is what it was made with. */
export function dataActionsOf(id: string, store: Store): readonly string[] {
  const own = builtInRole(roleName(id) ?? "");
  if (own !== undefined) return own.dataActions;
  const custom = customRoles(store).find(({ name }) => key(name) === key(id));
  return listAt(custom?.body, "properties.permissions").flatMap((each) =>
    listAt(each, "dataActions").map(String),
  );
}
