import { reportRetirement } from "../contract/report-retirement";
import type { Draft } from "../contract/draft";
import { redacted } from "../../settings/redacted";
import { B2C, openIdConfigurationOf } from "./addresses";
import type { UserFlow } from "./settings";

const TENANT = `${B2C}.tenantName` as const;
const CREATE = `${B2C}.createTenant` as const;
const FLOWS = `${B2C}.userFlows` as const;
const CLIENTS = `${B2C}.clientIds` as const;

/** Every rule of Azure that a combination of `optional.b2c` options can break. */
export function decideB2c(draft: Draft): void {
  if (!draft.settings.optional.b2c.enabled) return;
  checkTenantName(draft);
  checkNewTenant(draft);
  checkFlows(draft);
  checkClients(draft);
  admitTokens(draft);
}

/** Azure checks the whole length once more: see `planB2c`. */
export const TENANT_NAME = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/i;

function checkTenantName(draft: Draft): void {
  const { tenantName, createTenant } = draft.settings.optional.b2c;
  if (tenantName === undefined) {
    if (createTenant === undefined && !draft.refused(TENANT))
      draft.missing(
        TENANT,
        "is not set. It has no default: the owner of a tenant with a guessed name could sign in users",
        `set ${TENANT} to "contoso" for contoso.onmicrosoft.com, or ${CREATE} to create a tenant`,
        `${B2C}.enabled`,
      );
    return;
  }
  if (!TENANT_NAME.test(tenantName))
    draft.problem(
      TENANT,
      `must have letters, digits and hyphens, without .onmicrosoft.com; got ${redacted(tenantName)}`,
      'write it like "contoso"',
    );
}

function checkNewTenant(draft: Draft): void {
  const { createTenant, tenantId } = draft.settings.optional.b2c;
  if (createTenant === undefined) return;
  // Layers may share it out, so that only their sum has to be whole.
  const given: Partial<typeof createTenant> = createTenant;
  for (const option of ["countryCode", "dataResidency"] as const)
    if (given[option] === undefined && !draft.refused(`${CREATE}.${option}`))
      draft.problem(
        `${CREATE}.${option}`,
        "is not set, and cannot be changed after the tenant is created",
        `set ${CREATE}.${option} to ${option === "countryCode" ? 'two letters such as "US"' : 'the data location of that country, such as "United States"'}`,
        CREATE,
      );
  if (given.countryCode !== undefined && !/^[A-Z]{2}$/.test(given.countryCode))
    draft.problem(
      `${CREATE}.countryCode`,
      `must be two capital letters, got ${redacted(given.countryCode)}`,
      'write it like "US"',
    );
  if (given.displayName?.trim() === "")
    draft.problem(`${CREATE}.displayName`, "is empty", "set a name, or remove it");
  if (given.sku === "PremiumP2") reportRetirement(draft, "b2c-premium-p2", `${CREATE}.sku`);
  if (tenantId !== undefined)
    draft.problem(
      `${B2C}.tenantId`,
      "is the id of an existing tenant, but createTenant creates a new one",
      `remove ${B2C}.tenantId or ${CREATE}`,
      CREATE,
    );
  reportRetirement(draft, "b2c-creation", CREATE);
}

const FLOW_NAME = /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/;

function checkFlows(draft: Draft): void {
  const { userFlows } = draft.settings.optional.b2c;
  if (userFlows.length === 0)
    draft.problem(
      FLOWS,
      "must have at least one user flow",
      'add one, such as { name: "signin", type: "signUpSignIn" }',
    );
  const taken = new Set<string>();
  for (const flow of userFlows) {
    const { name } = flow;
    if (/^B2C_1_/i.test(name))
      draft.problem(FLOWS, `Azure adds the prefix B2C_1_ itself, got ${redacted(name)}`, "remove B2C_1_");
    else if (!FLOW_NAME.test(name))
      draft.problem(
        FLOWS,
        `the name of a user flow must have letters, digits, - and _, and at most 64 characters; got ${redacted(name)}`,
        'choose a name such as "signup-signin"',
      );
    // Their addresses would differ by a hyphen, and their outputs by nothing.
    const key = name.toLowerCase().replaceAll("-", "_");
    if (taken.has(key))
      draft.problem(
        FLOWS,
        `${redacted(name)} is listed twice; case, - and _ are ignored`,
        "give each user flow a different name",
      );
    taken.add(key);
    checkProviders(draft, flow);
  }
}

function checkProviders(draft: Draft, { name, type, identityProviders: providers = ["Email"] }: UserFlow) {
  if (providers.length === 0)
    draft.problem(FLOWS, `${redacted(name)} has no identity provider`, 'add one, such as "Email"');
  if (new Set(providers).size < providers.length)
    draft.problem(FLOWS, `${redacted(name)} lists an identity provider twice`, "list it once");
  if (providers.length > 0 && !providers.includes("Email"))
    draft.note(
      FLOWS,
      `createUserFlows always creates ${redacted(name)} with e-mail sign-in, because Microsoft Graph cannot turn it off: remove it in the portal`,
    );
  if (type === "passwordReset" && providers.some((provider) => provider !== "Email"))
    draft.problem(
      FLOWS,
      `${redacted(name)} resets passwords, which ${providers.filter((each) => each !== "Email").join(", ")} manages itself`,
      'remove all identity providers except "Email"',
    );
}

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function checkClients(draft: Draft): void {
  for (const id of draft.settings.optional.b2c.clientIds)
    if (!GUID.test(id))
      draft.problem(CLIENTS, `${redacted(id)} must be the client id of an application, a GUID`, "correct it");
}

const AUTHENTICATION = "optional.apim.policies.authentication";

/** API Management admits the tokens of the first flow that signs users in, where nothing else was said. */
function admitTokens(draft: Draft): void {
  const { apim, b2c } = draft.settings.optional;
  const { authentication } = apim.policies;
  if (!apim.enabled || authentication === false) return;
  const others = ["tenantId", "clientApplicationIds", "openIdConfiguration"];
  const other = others.find((option) => draft.chosen(`${AUTHENTICATION}.${option}`));
  if (other !== undefined) {
    draft.note(`${AUTHENTICATION}.${other}`, `decides which tokens are accepted; ${B2C} does not`);
    return;
  }
  const flow = b2c.userFlows.find(({ type }) => type === "signUpSignIn");
  // A tenant that is to be made is nobody else's, but its name is known to the plan alone.
  if (b2c.tenantName === undefined) {
    if (b2c.createTenant !== undefined)
      draft.missing(
        TENANT,
        "is not set, but API Management needs it to validate tokens of the tenant",
        `set ${TENANT}, or ${AUTHENTICATION}`,
        CREATE,
      );
    return;
  }
  if (flow === undefined) {
    draft.problem(
      FLOWS,
      "no user flow signs in users, but API Management validates the tokens of one that does",
      `add { name: "signin", type: "signUpSignIn" }, or set ${AUTHENTICATION}`,
    );
    return;
  }
  draft.adjust(
    `${AUTHENTICATION}.openIdConfiguration`,
    openIdConfigurationOf(b2c.tenantName.toLowerCase(), flow.name),
    `${B2C} signs in users`,
  );
  if (draft.chosen(`${AUTHENTICATION}.audience`)) return;
  if (b2c.clientIds.length > 0)
    draft.adjust(
      `${AUTHENTICATION}.audience`,
      [...b2c.clientIds],
      `${CLIENTS} is the audience of the tokens`,
    );
  else
    draft.missing(
      CLIENTS,
      "is not set, but API Management needs the audience of the tokens",
      `set ${CLIENTS} to the client ids of your applications, or ${AUTHENTICATION}.audience`,
      `${B2C}.enabled`,
    );
}
