import { codeOf } from "../../components/code";
import { httpAccessOf } from "../../components/http-access";
import { redacted } from "../../settings/redacted";
import type { Draft } from "../contract/draft";
import type { PlanContext } from "../contract/service";
import { checkOpenPaths, openPaths } from "./open-paths";
import type { SignInSettings } from "./settings";

const SIGN_IN = "functionApp.signIn";
const LEVEL = "functionApp.authLevel";
const SECRET = `${SIGN_IN}.clientSecretSetting` as const;
/** learn.microsoft.com/azure/app-service/configure-authentication-provider-aad, "Use a managed identity instead of a secret" */
const BY_IDENTITY = "OVERRIDE_USE_MI_FIC_ASSERTION_CLIENTID";
const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Sign-in of the app and its slots. */
export interface SignInPlan {
  readonly clientId: string;
  /** Undefined where it is the backend's. */
  readonly tenantId?: string;
  /** One of them is in a token. */
  readonly audiences: readonly string[];
  readonly unauthenticated: NonNullable<SignInSettings["unauthenticated"]>;
  readonly clientSecretSetting?: string;
  readonly allowedApplications: readonly string[];
  readonly allowedGroups: readonly string[];
  readonly allowedIdentities: readonly string[];
  /** What needs no token. */
  readonly openPaths: readonly string[];
}

/** Undefined where the app asks nobody to sign in. */
export function signInOf({
  settings,
  requirements,
}: Pick<PlanContext, "settings" | "requirements">): SignInPlan | undefined {
  const { signIn } = settings.functionApp;
  if (signIn === false) return undefined;
  const { clientId, tenantId, clientSecretSetting } = signIn;
  return {
    clientId,
    ...(tenantId === undefined ? {} : { tenantId }),
    audiences: audiencesOf(signIn),
    unauthenticated: signIn.unauthenticated ?? "401",
    ...(clientSecretSetting === undefined ? {} : { clientSecretSetting }),
    allowedApplications: signIn.allowedApplications ?? [],
    allowedGroups: signIn.allowedGroups ?? [],
    allowedIdentities: signIn.allowedIdentities ?? [],
    openPaths: openPaths(requirements.components, signIn.excludedPaths ?? []),
  };
}

/** Tokens of version 2 name the client id, which Azure accepts in any case; those of version 1 its URI. */
export function audiencesOf({ clientId, audiences = [] }: SignInSettings): readonly string[] {
  return [...new Set([clientId, `api://${clientId}`, ...audiences])];
}

/** What sign-in cannot be beside, and what it changes. */
export function decideSignIn(draft: Draft): void {
  const { signIn } = draft.settings.functionApp;
  if (signIn === false) return;
  checkClient(draft, signIn);
  checkIds(draft, signIn);
  checkSecret(draft, signIn);
  checkOpenPaths(draft, signIn.excludedPaths ?? []);
  sayWhoMayCall(draft, signIn);
  decideLevel(draft);
}

function checkClient(draft: Draft, { clientId }: Partial<SignInSettings>): void {
  const path = `${SIGN_IN}.clientId` as const;
  if (clientId === undefined && !draft.refused(path))
    draft.missing(
      path,
      "is not set, and tokens are accepted for one application",
      "set it to the client id of the application that is registered for the app",
      SIGN_IN,
    );
}

function checkIds(draft: Draft, signIn: SignInSettings): void {
  const lists = {
    allowedApplications: "the client id of an application",
    allowedGroups: "the object id of a group",
    allowedIdentities: "the object id of a user or service principal",
  } as const;
  for (const [list, what] of Object.entries(lists) as readonly [keyof typeof lists, string][])
    for (const id of signIn[list] ?? [])
      if (!GUID.test(id))
        draft.problem(`${SIGN_IN}.${list}`, `must have ${what}, a GUID, got ${redacted(id)}`, "correct it");
  for (const audience of signIn.audiences ?? [])
    if (audience.trim() === "" || /\s/.test(audience))
      draft.problem(
        `${SIGN_IN}.audiences`,
        `must have audiences without spaces, got ${redacted(audience)}`,
        'write it like "https://contoso.com/orders"',
      );
}

function checkSecret(draft: Draft, { unauthenticated, clientSecretSetting: name }: SignInSettings): void {
  if (name === undefined) {
    if (unauthenticated === "redirect")
      draft.missing(
        SECRET,
        "is not set: without a client secret, Azure signs people in by the implicit flow, which Microsoft advises against",
        'set it to the app setting with the secret, such as "SIGN_IN_SECRET"',
        `${SIGN_IN}.unauthenticated`,
      );
    return;
  }
  const values = valuesOf(draft, name);
  // The client id of an identity is known once that is deployed, and settings of the options are texts.
  if (values.length === 0 && name === BY_IDENTITY)
    draft.note(
      SECRET,
      `set the app setting ${name} to the client id of the identity in transform.functionApp.appSettings, and for slots in ` +
        "transform.functionAppSlots.appSettings",
    );
  else if (values.length === 0)
    draft.problem(
      SECRET,
      `there is no app setting ${redacted(name)}`,
      `add environment: { SIGN_IN_SECRET: secret("sign-in-secret") } to a component, with the secret in keyVault.secrets`,
    );
  else if (values.some((value) => !isSafe(name, value)))
    draft.problemWithoutValue(
      SECRET,
      "the app setting has the client secret itself, which would be in code, plan and state",
      'use a secret of the key vault: environment: { SIGN_IN_SECRET: secret("sign-in-secret") } of a component',
    );
}

function valuesOf({ settings, requirements }: Draft, name: string): readonly unknown[] {
  const places: readonly Readonly<Record<string, unknown>>[] = [
    settings.functionApp.settings,
    ...requirements.components.map(({ component }) => codeOf(component)?.environment ?? {}),
  ];
  return places.flatMap((all) => (Object.hasOwn(all, name) ? [all[name]] : []));
}

/** A reference is resolved by Azure; with an identity there is no secret. */
function isSafe(name: string, value: unknown): boolean {
  if (typeof value !== "string") return true;
  return name === BY_IDENTITY || value.startsWith("@Microsoft.KeyVault(");
}

/** Without a list, each user and application of the tenant gets a token: the page of {@link SignInSettings}. */
function sayWhoMayCall(draft: Draft, signIn: SignInSettings): void {
  const { clientId, allowedApplications = [], allowedGroups = [], allowedIdentities = [] } = signIn;
  if (allowedApplications.length + allowedGroups.length + allowedIdentities.length === 0)
    draft.noteAccess(
      SIGN_IN,
      "accepts every user and application of the tenant: limit them with allowedApplications, allowedGroups or allowedIdentities, " +
        "or require assignment in Entra ID",
    );
  if (allowedGroups.length > 0 && allowedIdentities.length > 0)
    draft.warn(
      `${SIGN_IN}.allowedGroups`,
      "tokens of managed identities and other service principals have no groups, and were reported to be refused where groups are " +
        "listed too: learn.microsoft.com/answers/questions/5934295",
    );
  if (
    signIn.unauthenticated === "redirect" &&
    allowedApplications.length > 0 &&
    !allowedApplications.includes(clientId)
  )
    draft.warn(
      `${SIGN_IN}.allowedApplications`,
      "people who sign in on a page have tokens of the application itself: add clientId to the list",
    );
}

/** A caller with a token has no function key. */
function decideLevel(draft: Draft): void {
  if (!draft.chosen(LEVEL))
    draft.adjust(LEVEL, "anonymous", `${SIGN_IN} asks callers for a token instead of the function key`);
  for (const { path, component } of draft.requirements.components) {
    const access = httpAccessOf(component, draft.settings.functionApp.authLevel);
    if (access === undefined || !access.signsIn || access.level === "anonymous") continue;
    draft.note(
      access.isOwn ? `${path}.${access.field}` : LEVEL,
      `${component.name} needs a token and the ${access.level === "admin" ? "master" : "function"} key`,
    );
  }
}

/** What azurerm calls each answer. */
const ACTIONS = {
  "401": "Return401",
  "403": "Return403",
  redirect: "RedirectToLoginPage",
} as const;

/** `auth_settings_v2`, as apps and slots have it. Azure leaves it where it is in a swap. */
export function signInArguments(signIn: SignInPlan | undefined, tenantOfBackend: () => string) {
  if (signIn === undefined) return {};
  const { clientId, tenantId = tenantOfBackend(), audiences, clientSecretSetting } = signIn;
  return {
    authSettingsV2: {
      authEnabled: true,
      requireAuthentication: true,
      unauthenticatedAction: ACTIONS[signIn.unauthenticated],
      defaultProvider: "azureactivedirectory",
      ...given("excludedPaths", signIn.openPaths),
      activeDirectoryV2: {
        clientId,
        tenantAuthEndpoint: `https://login.microsoftonline.com/${tenantId}/v2.0`,
        ...given(
          "allowedAudiences",
          audiences.filter((audience) => audience !== clientId),
        ),
        ...(clientSecretSetting === undefined ? {} : { clientSecretSettingName: clientSecretSetting }),
        ...given("allowedApplications", signIn.allowedApplications),
        ...given("allowedGroups", signIn.allowedGroups),
        ...given("allowedIdentities", signIn.allowedIdentities),
      },
      login: {},
    },
  };
}

function given(name: string, list: readonly string[]): Readonly<Record<string, string[]>> {
  return list.length === 0 ? {} : { [name]: [...list] };
}
