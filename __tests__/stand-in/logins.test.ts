import { answerBlobs } from "../../lib/stand-in/blobs";
import { refusedAssertion } from "../../lib/stand-in/federated-login";
import { dataActionsOf, roleDefinitions } from "../../lib/stand-in/role-definitions";
import { identity } from "../../lib/stand-in/login";
import { textAt } from "../../lib/stand-in/json";
import { STORAGE, assignment } from "../support/asked";
import { ROLE, role } from "../support/refused-pipelines";
import { Manager, inGroup } from "../support/manager";

const IDENTITY = inGroup("Microsoft.ManagedIdentity/userAssignedIdentities/id-one");
const GITHUB = {
  iss: "https://token.actions.githubusercontent.com",
  sub: "repo:acme@1/notes@2:environment:dev",
  aud: "api://AzureADTokenExchange",
};

function withCredential(): { readonly manager: Manager; readonly clientId: string } {
  const manager = new Manager();
  manager.put(IDENTITY, { location: "eastus2" });
  manager.put(`${IDENTITY}/federatedIdentityCredentials/github`, {
    properties: { issuer: GITHUB.iss, subject: GITHUB.sub, audiences: [GITHUB.aud] },
  });
  return { manager, clientId: textAt(manager.get(IDENTITY), "properties.clientId") };
}

const form = (clientId: string, claims: object): URLSearchParams =>
  new URLSearchParams({
    client_id: clientId,
    client_assertion: `x.${Buffer.from(JSON.stringify(claims)).toString("base64url")}.x`,
  });

test.each([
  [{}, undefined],
  [{ iss: "https://token.actions.githubusercontent.com/acme" }, "AADSTS700211"],
  [{ sub: "repo:acme/notes:environment:dev" }, "AADSTS700213"],
  [{ aud: "https://github.com/acme" }, "AADSTS700212"],
])("a token of another issuer is taken as the credential says: %j", (changed, code) => {
  const { manager, clientId } = withCredential();
  const refusal = refusedAssertion(form(clientId, { ...GITHUB, ...changed }), manager.manager.store);
  expect(refusal?.error_description.split(":")[0]).toBe(code);
});

test("an identity that is none has no token, and a login by secret is taken as before", () => {
  const { manager } = withCredential();
  const { store } = manager.manager;
  expect(refusedAssertion(form(identity.clientId, GITHUB), store)?.error_description).toMatch(
    /^AADSTS700016/,
  );
  expect(refusedAssertion(new URLSearchParams({ client_secret: "x" }), store)).toBeUndefined();
});

test("custom roles are found by their name where they are assignable, with their data actions", () => {
  const manager = new Manager();
  const add = "Microsoft.Storage/storageAccounts/blobServices/containers/blobs/add/action";
  const [id, body] = role({ permissions: [{ actions: [], dataActions: [add] }] });
  manager.put(id, body);
  const named = (scope: string): readonly string[] =>
    roleDefinitions(
      "roleName eq 'notes dev planner'",
      `${scope}/providers/Microsoft.Authorization/roleDefinitions`,
      manager.manager.store,
    ).map(({ id: each }) => textAt(each, ""));
  expect(named(`/subscriptions/${identity.subscriptionId}`)).toHaveLength(1);
  expect(named(inGroup("Microsoft.Web/sites/app"))).toHaveLength(1);
  expect(named("/subscriptions/00000000-0000-4000-8000-0000000000ff")).toHaveLength(0);
  expect(dataActionsOf(id.split("/").at(-1) ?? "", manager.manager.store)).toEqual([add]);
  expect(manager.get(id)["properties"]).toMatchObject({ type: "CustomRole" });
  manager.send("DELETE", id);
  expect(named(`/subscriptions/${identity.subscriptionId}`)).toHaveLength(0);
});

test("who may create blobs in a container can neither write over one nor read it", () => {
  const manager = new Manager();
  const container = `${STORAGE}/blobServices/default/containers/tfstate-plans`;
  const blobs = "Microsoft.Storage/storageAccounts/blobServices/containers/blobs";
  manager.put(STORAGE, { location: "eastus2", sku: { name: "Standard_LRS" } });
  manager.put(container, { properties: {} });
  const assigned = (dataActions: readonly string[]): void => {
    manager.put(...role({ permissions: [{ actions: [], dataActions }] }));
    manager.put(...assignment("7c1b0f0e-0000-4000-8000-00000000000a", ROLE, identity.objectId, container));
  };
  const ask = (method: string): number =>
    answerBlobs(
      {
        method,
        host: "stone.blob.core.windows.net",
        path: "/tfstate-plans/prod/network.tfplan",
        query: new URLSearchParams(),
        headers: { "x-ms-blob-type": "BlockBlob" },
        body: "plan",
      },
      manager.manager.store,
      [],
    ).status;
  expect(ask("PUT")).toBe(403);
  assigned([`${blobs}/add/action`]);
  expect(["PUT", "PUT", "GET"].map(ask)).toEqual([201, 403, 403]);
  assigned([`${blobs}/read`]);
  expect(["PUT", "GET"].map(ask)).toEqual([403, 200]);
  assigned([`${blobs}/*`]);
  expect(["PUT", "GET"].map(ask)).toEqual([201, 200]);
});
