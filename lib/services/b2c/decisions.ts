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
        "is not given, and whoever has a tenant of a guessed name could sign users in",
        `set ${TENANT} to "contoso" for contoso.onmicrosoft.com, or ${CREATE} to make a tenant`,
        `${B2C}.enabled`,
      );
    return;
  }
  if (!TENANT_NAME.test(tenantName))
    draft.problem(
      TENANT,
      `takes letters, digits and hyphens, without .onmicrosoft.com, got ${redacted(tenantName)}`,
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
        "is not given, and is fixed at the tenant's birth",
        `set ${CREATE}.${option} to ${option === "countryCode" ? 'two letters such as "US"' : 'where the data of that country is, such as "United States"'}`,
        CREATE,
      );
  if (given.countryCode !== undefined && !/^[A-Z]{2}$/.test(given.countryCode))
    draft.problem(
      `${CREATE}.countryCode`,
      `is two capital letters, got ${redacted(given.countryCode)}`,
      'write it like "US"',
    );
  if (given.displayName?.trim() === "")
    draft.problem(`${CREATE}.displayName`, "is empty", "write a name, or leave it out");
  if (given.sku === "PremiumP2") reportRetirement(draft, "b2c-premium-p2", `${CREATE}.sku`);
  if (tenantId !== undefined)
    draft.problem(
      `${B2C}.tenantId`,
      "is of a tenant that exists, and one is to be made",
      `leave ${B2C}.tenantId or ${CREATE} out`,
      CREATE,
    );
  reportRetirement(draft, "b2c-creation", CREATE);
}

const FLOW_NAME = /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/;

function checkFlows(draft: Draft): void {
  const { userFlows } = draft.settings.optional.b2c;
  if (userFlows.length === 0)
    draft.problem(FLOWS, "names no user flow", 'name one, such as { name: "signin", type: "signUpSignIn" }');
  const taken = new Set<string>();
  for (const flow of userFlows) {
    const { name } = flow;
    if (/^B2C_1_/i.test(name))
      draft.problem(FLOWS, `Azure begins ${redacted(name)} with B2C_1_ itself`, "leave B2C_1_ out");
    else if (!FLOW_NAME.test(name))
      draft.problem(
        FLOWS,
        `a user flow has letters, digits, - and _, at most 64 characters, got ${redacted(name)}`,
        'call it like "signup-signin"',
      );
    // Their addresses would differ by a hyphen, and their outputs by nothing.
    const key = name.toLowerCase().replaceAll("-", "_");
    if (taken.has(key))
      draft.problem(
        FLOWS,
        `${redacted(name)} is there twice, but for case, - and _`,
        "give each its own name",
      );
    taken.add(key);
    checkProviders(draft, flow);
  }
}

function checkProviders(draft: Draft, { name, type, identityProviders: providers = ["Email"] }: UserFlow) {
  if (providers.length === 0)
    draft.problem(FLOWS, `${redacted(name)} has no identity provider`, 'name one, such as "Email"');
  if (new Set(providers).size < providers.length)
    draft.problem(FLOWS, `${redacted(name)} names an identity provider twice`, "name it once");
  if (providers.length > 0 && !providers.includes("Email"))
    draft.note(
      FLOWS,
      `createUserFlows makes ${redacted(name)} with e-mail addresses all the same, since Graph has no switch: take them out in the portal`,
    );
  if (type === "passwordReset" && providers.some((provider) => provider !== "Email"))
    draft.problem(
      FLOWS,
      `${redacted(name)} resets passwords, which ${providers.filter((each) => each !== "Email").join(", ")} keeps itself`,
      'leave all but "Email" out',
    );
}

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function checkClients(draft: Draft): void {
  for (const id of draft.settings.optional.b2c.clientIds)
    if (!GUID.test(id))
      draft.problem(CLIENTS, `${redacted(id)} is no client id of an application, a GUID`, "correct it");
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
    draft.note(`${AUTHENTICATION}.${other}`, `says whose tokens are admitted, and not ${B2C}`);
    return;
  }
  const flow = b2c.userFlows.find(({ type }) => type === "signUpSignIn");
  // A tenant that is to be made is nobody else's, but its name is known to the plan alone.
  if (b2c.tenantName === undefined) {
    if (b2c.createTenant !== undefined)
      draft.missing(
        TENANT,
        "is not given, and API Management has to know whose tokens it admits",
        `set ${TENANT}, or ${AUTHENTICATION}`,
        CREATE,
      );
    return;
  }
  if (flow === undefined) {
    draft.problem(
      FLOWS,
      "none signs users in, and API Management admits tokens of one that does",
      `add { name: "signin", type: "signUpSignIn" }, or set ${AUTHENTICATION}`,
    );
    return;
  }
  draft.adjust(
    `${AUTHENTICATION}.openIdConfiguration`,
    openIdConfigurationOf(b2c.tenantName.toLowerCase(), flow.name),
    `${B2C} signs users in`,
  );
  if (draft.chosen(`${AUTHENTICATION}.audience`)) return;
  if (b2c.clientIds.length > 0)
    draft.adjust(`${AUTHENTICATION}.audience`, [...b2c.clientIds], `${CLIENTS} says whom tokens are for`);
  else
    draft.missing(
      CLIENTS,
      "is not given, and API Management has to know whom tokens are for",
      `set ${CLIENTS} to the client ids of your applications, or ${AUTHENTICATION}.audience`,
      `${B2C}.enabled`,
    );
}
