import { redacted } from "../../settings/redacted";
import { type TokenSettings, audiencesOf } from "../function-app";
import type { Draft } from "../contract/draft";
import { APIM } from "./network";
import type { ApiOperation } from "./operations";
import { type DeclaredPolicies, decide } from "./policies/decisions";
import type { JwtAuthentication } from "./policies/kinds/authentication";

const SIGN_IN = "functionApp.signIn";
const OF_API = `${APIM}.policies.authentication` as const;

type Authentication = JwtAuthentication | false;
type SignIn = Exclude<Draft["settings"]["functionApp"]["signIn"], false>;

/**
 * API Management passes the caller's token on to the app, which looks at it again: what the one accepts and the other does not
 * is answered with 401 or 403.
 */
export function decideTokensOfApp(draft: Draft, operations: readonly ApiOperation[]): void {
  const { signIn, tokens } = draft.settings.functionApp;
  if (tokens !== false && operations.some(({ authorize }) => authorize !== undefined))
    acceptTokensOfCode(draft, tokens);
  askForRoles(draft, operations);
  const guarded = operations.filter(({ signsIn }) => signsIn);
  if (signIn === false || guarded.length === 0) return;
  acceptTokensOfApp(draft, signIn);
  const policies: DeclaredPolicies = draft.settings.optional.apim.policies;
  const isOwn = ({ id }: ApiOperation): boolean => policies.operations?.[id]?.authentication !== undefined;
  if (guarded.some((operation) => !isOwn(operation)))
    check(draft, OF_API, decide(policies).authentication, signIn);
  for (const operation of guarded.filter(isOwn))
    check(
      draft,
      `${APIM}.policies.operations.${operation.id}.authentication`,
      decide(policies, operation.id).authentication,
      signIn,
    );
}

/** Where nothing was said, both accept the same tokens. */
function acceptTokensOfApp(draft: Draft, signIn: SignIn): void {
  if (draft.chosen(OF_API) || draft.settings.optional.b2c.enabled) return;
  const { tenantId } = signIn;
  draft.adjust(
    OF_API,
    { type: "jwt", audience: audiencesOf(signIn), ...(tenantId === undefined ? {} : { tenantId }) },
    `${SIGN_IN} accepts these tokens`,
  );
}

/** The gateway asks for the tokens that the code validates, so that others do not reach it. */
function acceptTokensOfCode(draft: Draft, { issuer, audiences }: TokenSettings): void {
  if (draft.chosen(OF_API)) return;
  const openIdConfiguration = `${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`;
  draft.adjust(
    OF_API,
    { type: "jwt", audience: audiences, openIdConfiguration },
    "functionApp.tokens accepts these tokens",
  );
}

/** A rule of roles alone is one claim, which the gateway can ask for before the code does. */
function askForRoles(draft: Draft, operations: readonly ApiOperation[]): void {
  for (const { id, method, authorize } of operations) {
    const path = `${APIM}.policies.operations.${id}.authentication` as const;
    const { roles = [], scopes = [] } = authorize?.[method === "GET" ? "read" : "write"] ?? {};
    const given = decide(draft.settings.optional.apim.policies).authentication;
    if (given === false || draft.chosen(path) || roles.length === 0 || scopes.length > 0) continue;
    draft.adjust(
      path,
      { requiredClaims: [...(given.requiredClaims ?? []), { name: "roles", values: roles, match: "any" }] },
      `authorize of the component asks for one of ${roles.join(", ")}`,
    );
  }
}

type PolicyPath = typeof OF_API | `${typeof APIM}.policies.operations.${string}.authentication`;

function check(draft: Draft, path: PolicyPath, given: Authentication, signIn: SignIn): void {
  if (given === false) {
    draft.problem(
      path,
      `callers need no token here, but the function app asks for one by ${SIGN_IN}`,
      `set ${path} to { audience: "api://${signIn.clientId}" }, or set signIn: false on the component`,
      SIGN_IN,
    );
    return;
  }
  if (given.openIdConfiguration !== undefined) {
    draft.problem(
      path,
      `accepts tokens of another issuer, which the function app refuses by ${SIGN_IN}`,
      `remove ${SIGN_IN}, or accept tokens of Microsoft Entra ID here`,
      SIGN_IN,
    );
    return;
  }
  const accepted = audiencesOf(signIn);
  const asked = typeof given.audience === "string" ? [given.audience] : given.audience;
  const refused = asked.filter((audience) => !accepted.includes(audience));
  if (refused.length > 0)
    draft.problem(
      path,
      `accepts tokens for ${refused.map((each) => redacted(each)).join(", ")}, which the function app refuses by ${SIGN_IN}`,
      `use audiences of the app, such as "api://${signIn.clientId}", or add them to ${SIGN_IN}.audiences`,
      SIGN_IN,
    );
  checkTenant(draft, path, given, signIn);
}

function checkTenant(draft: Draft, path: PolicyPath, given: JwtAuthentication, signIn: SignIn): void {
  const { tenantId, clientApplicationIds } = given;
  // A domain cannot be compared with an id.
  if (
    tenantId !== undefined &&
    signIn.tenantId !== undefined &&
    !tenantId.includes(".") &&
    tenantId.toLowerCase() !== signIn.tenantId.toLowerCase()
  )
    draft.problem(
      path,
      `accepts tokens of tenant ${redacted(tenantId)}, and ${SIGN_IN} those of ${redacted(signIn.tenantId)}`,
      "use one tenant",
      SIGN_IN,
    );
  const { allowedApplications = [] } = signIn;
  const others = (clientApplicationIds ?? []).filter((id) => !allowedApplications.includes(id));
  if (allowedApplications.length > 0 && others.length > 0)
    draft.warn(
      path,
      `accepts applications that ${SIGN_IN}.allowedApplications does not have, so the function app answers them with 403: ${others.join(", ")}`,
    );
}
