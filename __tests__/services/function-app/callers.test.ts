import { type BackendOptions, type Components, defineCrudApi, planBackend } from "../../../lib";
import { accessOf } from "../../../lib/access";
import { messageOf } from "../../support/problems";
import { CLIENT, signIn } from "../../support/sign-in";

const schema = { tenant: "string", owner: "string" } as const;
const notes = defineCrudApi({
  name: "notes",
  entityName: "Note",
  partitionKey: "/tenant",
  schema,
  authorize: { read: { roles: ["Notes.Read"] }, partition: "claims.tid", owner: "claims.oid" },
});
const tokens = { issuer: "https://login.example.com/", audiences: ["notes", "api://notes"] };

function planned(functionApp: BackendOptions["functionApp"], of: Components = { notes }, more: object = {}) {
  return planBackend(of, { project: "shop", location: "eastus2", functionApp, ...more });
}

function settingsOf(functionApp: BackendOptions["functionApp"]): object {
  return Object.fromEntries(
    Object.entries(planned(functionApp).appSettings).filter(([name]) => /^HTTP_(CALLERS|TOKEN)/.test(name)),
  );
}

test("the code learns where it finds out who is calling", () => {
  expect(settingsOf({ signIn })).toEqual({ HTTP_CALLERS: "app-service" });
  expect(settingsOf({ tokens })).toEqual({
    HTTP_TOKEN_ISSUER: "https://login.example.com/",
    HTTP_TOKEN_AUDIENCES: "notes,api://notes",
  });
});

test.each<[string, object, object, string]>([
  [
    "nothing that says who is calling",
    {},
    {},
    "functionApp.signIn: is not set, nor is functionApp.tokens: nothing would say who calls notes",
  ],
  [
    "an API that is exempt from sign-in",
    { signIn },
    { signIn: false },
    "components.notes.signIn: exempts the API from sign-in",
  ],
  ["both", { signIn, tokens }, {}, "functionApp.tokens: is set beside functionApp.signIn"],
  [
    "no audience",
    { tokens: { ...tokens, audiences: [] } },
    {},
    "functionApp.tokens.audiences: has no audience",
  ],
  ["no issuer", { tokens: { audiences: ["notes"] } }, {}, "functionApp.tokens.issuer: is not set"],
  [
    "an issuer without TLS",
    { tokens: { ...tokens, issuer: "http://login.example.com" } },
    {},
    "must be an https URL without a query",
  ],
  [
    "an audience with a comma",
    { tokens: { ...tokens, audiences: ["a,b"] } },
    {},
    "must have audiences without spaces and commas",
  ],
])("%s is refused", (_what, functionApp, more, message) => {
  const api = { ...notes, ...more };
  expect(messageOf({ functionApp }, { notes: api })).toContain(message);
});

test("an API that is exempt from sign-in may ask for tokens that the code validates", () => {
  expect(() => planned({ tokens }, { notes: { ...notes, signIn: false } })).not.toThrow();
});

test("an API that asks who is calling is not open, and its rules are in the report of access", () => {
  const open = { ...notes, authLevel: "anonymous" } as const;
  const plan = planned({ tokens }, { notes: open });
  expect(plan.notes.map(({ message }) => message).join("\n")).not.toContain("without a key");
  const [caller] = accessOf(plan).filter(({ kind, on }) => kind === "caller" && on.includes("notes"));
  expect(caller?.needs).toEqual({
    keys: [],
    token: {
      from: tokens.issuer,
      issuers: [],
      audiences: tokens.audiences,
      applications: [],
      claims: ["read any role Notes.Read", "partition claims.tid", "owner claims.oid"],
    },
  });
});

describe("beside API Management", () => {
  const optional = { apim: { publisherName: "Contoso", publisherEmail: "api@contoso.com" } };
  const policiesOf = (functionApp: BackendOptions["functionApp"]) =>
    planned(functionApp, { notes }, { optional }).settings.optional.apim.policies;

  test("the gateway asks for the tokens that the code validates, and for the role of each operation", () => {
    const { authentication, operations } = policiesOf({ tokens });
    expect(authentication).toMatchObject({
      openIdConfiguration: "https://login.example.com/.well-known/openid-configuration",
      audience: tokens.audiences,
    });
    const claim = [{ name: "roles", values: ["Notes.Read"], match: "any" }];
    expect(operations).toEqual({
      "notes-list": { authentication: { requiredClaims: claim } },
      "notes-read": { authentication: { requiredClaims: claim } },
    });
  });

  test("with sign-in, too", () => {
    const { authentication, operations } = policiesOf({ signIn });
    expect(authentication).toMatchObject({ audience: [CLIENT, `api://${CLIENT}`] });
    expect(Object.keys(operations).sort()).toEqual(["notes-list", "notes-read"]);
  });
});
