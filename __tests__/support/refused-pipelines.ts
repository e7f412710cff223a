import { identity } from "../../lib/stand-in/login";
import type { JsonObject } from "../../lib/stand-in/json";
import { type Asked, type Row, ME, STORAGE, assignment } from "./asked";
import { inGroup } from "./manager";

const IDENTITY = inGroup("Microsoft.ManagedIdentity/userAssignedIdentities/id-one");
const given: readonly Asked[] = [[IDENTITY, { location: "eastus2" }]];
const LOGIN = {
  issuer: "https://token.actions.githubusercontent.com",
  subject: "repo:acme@1/notes@2:environment:dev",
  audiences: ["api://AzureADTokenExchange"],
};
const credential = (changed: JsonObject = {}, name = "github"): Asked => [
  `${IDENTITY}/federatedIdentityCredentials/${name}`,
  { properties: { ...LOGIN, ...changed } },
];
const twenty = Array.from({ length: 20 }, (_none, index) =>
  credential({ subject: `repo:acme@1/notes@2:environment:e${index}` }, `github-${index}`),
);

const SUBSCRIPTION = `/subscriptions/${identity.subscriptionId}`;
export const ROLE = "7c1b0f0e-0000-4000-8000-000000000001";
export const role = (properties: JsonObject = {}, id = ROLE): Asked => [
  `${SUBSCRIPTION}/providers/Microsoft.Authorization/roleDefinitions/${id}`,
  {
    properties: {
      roleName: "notes dev planner",
      permissions: [{ actions: ["Microsoft.Storage/storageAccounts/read"] }],
      assignableScopes: [SUBSCRIPTION],
      ...properties,
    },
  },
];
const OTHER = "7c1b0f0e-0000-4000-8000-000000000002";
const ASSIGNMENT = "7c1b0f0e-0000-4000-8000-00000000000a";
const assignedRole = assignment(ASSIGNMENT, ROLE, ME, STORAGE);

const account: Asked = [STORAGE, { location: "eastus2", sku: { name: "Standard_LRS" } }];
const DELETED = {
  filters: { blobTypes: ["blockBlob"], prefixMatch: ["tfstate-plans/"] },
  actions: { baseBlob: { delete: { daysAfterModificationGreaterThan: 30 } } },
};
const rules = (given: readonly JsonObject[], name = "default"): Asked => [
  `${STORAGE}/managementPolicies/${name}`,
  { properties: { policy: { rules: given } } },
];
const rule = (definition: JsonObject = {}, name = "plans"): JsonObject => ({
  name,
  type: "Lifecycle",
  enabled: true,
  definition: { ...DELETED, ...definition },
});

/** Identities that pipelines log in as, custom roles, and what deletes saved plans. */
export const refusedOfPipelines: Readonly<Record<string, Row | readonly Row[]>> = {
  "a federated credential's name has 3 to 120 letters, digits, hyphens and underscores": {
    given,
    right: credential({}, "git"),
    wrong: credential({}, "gh"),
    message: "400 BadRequest: gh is not a valid name of a credential",
  },
  "a federated credential has an issuer by https, a subject without wildcard, and one audience": [
    {
      given,
      right: credential(),
      wrong: credential({ issuer: "http://token.actions.githubusercontent.com" }),
      message: "400 BadRequest: The issuer 'http://token",
    },
    {
      given,
      right: credential({ subject: "a".repeat(600) }),
      wrong: credential({ subject: "a".repeat(601) }),
      message: "400 BadRequest: Issuer, subject and audience have at most 600 characters",
    },
    {
      given,
      right: credential(),
      wrong: credential({ subject: "repo:acme/notes:*" }),
      message: "400 BadRequest: The subject 'repo:acme/notes:*' cannot be matched",
    },
    {
      given,
      right: credential(),
      wrong: credential({ audiences: ["one", "two"] }),
      message: "400 BadRequest: A credential has one audience, got 2",
    },
  ],
  "issuer and subject of a federated credential are unique in its identity": {
    given: [...given, credential()],
    right: credential({ subject: "repo:acme@1/notes@2:environment:prod" }, "other"),
    wrong: credential({}, "other"),
    message: "409 Conflict: Issuer and subject combination already exists",
  },
  "an identity has 20 federated credentials at most": {
    given: [...given, ...twenty],
    right: credential({}, "github-19"),
    wrong: credential({}, "github-20"),
    message: "400 BadRequest: A managed identity has at most 20 federated identity credentials",
  },
  "a custom role's name is unique in the directory": {
    given: [role()],
    right: role({ roleName: "notes prod planner" }, OTHER),
    wrong: role({ roleName: "Notes dev planner" }, OTHER),
    message: "409 RoleDefinitionWithSameNameExists",
  },
  "a custom role has a name of at most 512 characters, and a scope that it is assignable in": [
    {
      right: role(),
      wrong: role({ roleName: "n".repeat(513) }),
      message: "400 InvalidRoleDefinitionProperties",
    },
    {
      right: role(),
      wrong: role({ assignableScopes: [] }),
      message: "400 InvalidRoleDefinitionProperties: A custom role has an assignable scope",
    },
    {
      right: role(),
      wrong: role({}, "acdd72a7-3385-48ef-bd42-f606fba81ae7"),
      message: "is a role of Azure's own",
    },
  ],
  "an action of a custom role names a resource provider, or has a wildcard": {
    right: role({ permissions: [{ actions: ["*/read", "Microsoft.Web/*"] }] }),
    wrong: role({ permissions: [{ actions: ["read everything"] }] }),
    message: "400 InvalidActionOrNotAction: 'read everything'",
  },
  "principal, role and scope of an existing role assignment cannot change": {
    given: [role(), role({ roleName: "other" }, OTHER), account, assignedRole],
    right: assignedRole,
    wrong: assignment(ASSIGNMENT, OTHER, ME, STORAGE),
    message: "400 RoleAssignmentUpdateNotPermitted",
  },
  "an account has one lifecycle policy, default": {
    given: [account],
    right: rules([rule()]),
    wrong: rules([rule()], "plans"),
    message: "400 BadRequest: plans is not default",
  },
  "a lifecycle policy has 1 to 100 rules, each with a name of its own": [
    {
      given: [account],
      right: rules([rule(), rule({}, "other")]),
      wrong: rules([rule(), rule({}, "Plans")]),
      message: "400 InvalidValuesForRequestParameters: The name 'plans'",
    },
    {
      given: [account],
      right: rules([rule()]),
      wrong: rules([]),
      message: "400 InvalidValuesForRequestParameters: A policy has 1 to 100 rules, got 0",
    },
  ],
  "a lifecycle rule has types of blobs, an action, and ten prefixes at most that begin with a container": [
    {
      given: [account],
      right: rules([rule()]),
      wrong: rules([rule({ filters: { blobTypes: ["blockBlob"], prefixMatch: Array(11).fill("plans/") } })]),
      message: "has more than 10 prefixes",
    },
    {
      given: [account],
      right: rules([rule()]),
      wrong: rules([rule({ filters: {} })]),
      message: "has no types of blobs",
    },
    {
      given: [account],
      right: rules([rule()]),
      wrong: rules([rule({ actions: {} })]),
      message: "has no action",
    },
  ],
  "a lifecycle rule moves no append blobs to another tier": {
    given: [account],
    right: rules([rule({ filters: { blobTypes: ["appendBlob"] } })]),
    wrong: rules([
      rule({
        filters: { blobTypes: ["appendBlob"] },
        actions: { baseBlob: { tierToCool: { daysAfterModificationGreaterThan: 1 } } },
      }),
    ]),
    message: "400 InvalidValuesForRequestParameters: Append blobs have no tiers",
  },
  "an account with redundancy over zones has no archive tier": (
    ["baseBlob", "version", "snapshot"] as const
  ).map((group) => {
    const age = group === "baseBlob" ? "daysAfterModificationGreaterThan" : "daysAfterCreationGreaterThan";
    const zoned: Asked = [account[0], { ...account[1], sku: { name: "Standard_GZRS" } }];
    return {
      given: [zoned],
      right: rules([rule({ actions: { [group]: { tierToCold: { [age]: 1 } } } })]),
      wrong: rules([rule({ actions: { [group]: { tierToArchive: { [age]: 1 } } } })]),
      message: "400 InvalidValuesForRequestParameters: The archive tier is not supported for Standard_GZRS",
    };
  }),
};

/** What cannot be deleted, what is there before, and why. */
export const heldOfPipelines: Readonly<
  Record<string, { given: readonly Asked[]; id: string; message: string }>
> = {
  "a custom role that is assigned cannot be deleted": {
    given: [role(), account, assignedRole],
    id: role()[0],
    message: `400 RoleDefinitionHasAssignments: There are existing role assignments referencing role '${ROLE}'`,
  },
};
