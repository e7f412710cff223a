import { problem, problemsOf } from "../support/problems";

const signIn = { clientId: "11111111-1111-4111-8111-111111111111" };
const notes = {
  kind: "crud-api",
  name: "notes",
  entityName: "Note",
  partitionKey: "/tenant",
  schema: { tenant: "string", owner: "string", count: "number" },
};

function found(authorize: unknown, more: object = {}) {
  return problemsOf({ functionApp: { signIn } }, { api: { ...notes, authorize, ...more } });
}

test.each<[string, unknown, object, string, string, string]>([
  [
    "no object",
    "claims.oid",
    {},
    "",
    'must be an object, got "claims.oid"',
    'write it like { owner: "claims.oid" }',
  ],
  [
    "another word",
    { owners: "claims.oid" },
    {},
    ".owners",
    'unknown field. Did you mean "owner"?',
    "use one of read, write, partition, owner",
  ],
  [
    "a rule that nobody meets",
    { read: { roles: [] } },
    {},
    ".read",
    "has no role and no scope, so no caller would meet it",
    "name one, or remove the rule",
  ],
  [
    "a name with a space",
    { write: { scopes: ["orders read"] } },
    {},
    ".write.scopes",
    'must be a list of names without spaces, got ["orders read"]',
    "correct it",
  ],
  [
    "a claim without its prefix",
    { partition: "tid" },
    {},
    ".partition",
    'must be a claim, got "tid"',
    'set it to a claim of the token, such as "claims.oid"',
  ],
  [
    "a partition that is the id",
    { partition: "claims.tid" },
    { partitionKey: "/id" },
    ".partition",
    "needs a partition key that is a field of its own, and partitionKey is /id",
    'use a partition key such as "/tenant", or authorize.owner',
  ],
  [
    "a partition that is a number",
    { partition: "claims.tid" },
    { partitionKey: "/count" },
    ".partition",
    "needs a partition key of type string, and count has type number",
    "change count to type string",
  ],
  [
    "an owner in a field that there is not",
    { owner: { claim: "claims.oid", field: "ownr" } },
    {},
    ".owner",
    'keeps the owner in the field "ownr", which the schema does not have. Did you mean "owner"?',
    "add it to the schema with type string, or set authorize.owner.field to a field of the schema",
  ],
  [
    "an owner in a number",
    { owner: { claim: "claims.oid", field: "count" } },
    {},
    ".owner",
    "keeps the owner in count, which has type number",
    "change count to type string",
  ],
  [
    "an owner in the partition key",
    { owner: { claim: "claims.oid", field: "tenant" } },
    {},
    ".owner",
    "keeps the owner in tenant, which is the partition key",
    "use authorize.partition for it, or another field",
  ],
  [
    "an owner that is not indexed",
    { owner: "claims.oid" },
    { indexingPolicy: { excludedPaths: ["/owner/?"] } },
    ".owner",
    "keeps the owner in owner, which indexingPolicy does not index",
    "include /owner/? in indexingPolicy",
  ],
])("%s is refused", (_what, authorize, more, path, message, fix) => {
  expect(found(authorize, more)).toEqual([
    problem(`components.api.authorize${path}`, message, fix, "your components"),
  ]);
});

test("rules that hold together are accepted", () => {
  const except = { roles: ["Admin"] };
  expect(
    found({
      read: { scopes: ["notes.read"] },
      partition: "claims.tid",
      owner: { claim: "claims.oid", except },
    }),
  ).toEqual([]);
});
