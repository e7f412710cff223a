/** A request to Azure Resource Manager, as far as it decides which right it takes. */
export interface ArmRequest {
  readonly method: string;
  /** Without query, `/subscriptions/…`. */
  readonly path: string;
  readonly body?: unknown;
}

/** An action, as roles name it, and the id of what it is done on. */
export interface NeededAction {
  readonly action: string;
  readonly scope: string;
}

/**
 * Requests whose action is not the one that follows from method and path, by what follows. Each is published:
 * learn.microsoft.com/azure/role-based-access-control/resource-provider-operations
 */
const OTHERWISE: Readonly<Record<string, string>> = {
  // They ask with POST, and change nothing.
  "Microsoft.ContainerRegistry/checkNameAvailability/action":
    "Microsoft.ContainerRegistry/checkNameAvailability/read",
  "Microsoft.KeyVault/checkNameAvailability/action": "Microsoft.KeyVault/checkNameAvailability/read",
  "Microsoft.Storage/checkNameAvailability/action": "Microsoft.Storage/checkNameAvailability/read",
  "Microsoft.Web/checknameavailability/action": "Microsoft.Web/checknameavailability/read",
  // A GET of the list of an app's settings of sign-in: the only action that is published for lists.
  "Microsoft.Web/sites/config/list/read": "Microsoft.Web/sites/config/list/action",
  "Microsoft.Web/sites/slots/config/list/read": "Microsoft.Web/sites/slots/config/list/action",
};

const OTHERWISE_BY_LOWER: ReadonlyMap<string, string> = new Map(
  Object.entries(OTHERWISE).map(([action, other]) => [action.toLowerCase(), other]),
);

/**
 * What a request does, as Azure's roles name it: `POST …/sites/app/config/appsettings/list` is
 * `Microsoft.Web/sites/config/list/action` on the app's settings.
 *
 * @returns undefined for what is asked of no subscription, such as a login
 */
export function azureAction({ method, path }: ArmRequest): NeededAction | undefined {
  if (!/^\/subscriptions(\/|$)/i.test(path)) return undefined;
  const follows = `${typeOf(path)}/${verbOf(method)}`;
  return { action: OTHERWISE_BY_LOWER.get(follows.toLowerCase()) ?? follows, scope: scopeOf(method, path) };
}

function verbOf(method: string): string {
  switch (method) {
    case "GET":
    case "HEAD":
      return "read";
    case "PUT":
    case "PATCH":
      return "write";
    case "DELETE":
      return "delete";
    case "POST":
      return "action";
    default:
      throw new Error(`no action is known for the method ${method}`);
  }
}

/** `/…/providers/Microsoft.Web/sites/app/config/appsettings/list` is of the type `Microsoft.Web/sites/config/list`. */
function typeOf(path: string): string {
  const [, above = "", after = ""] = /^(.*)\/providers\/([^?]*)$/i.exec(path) ?? [];
  const [namespace = "", ...segments] = after.split("/");
  // The resource provider itself is what is asked about.
  if (segments.length === 0)
    return ["Microsoft.Resources", ...everyOther(path.slice(1).split("/"))].join("/");
  const isProviders = segments[0] === "register" && above.split("/").length === 3;
  return [namespace, ...(isProviders ? segments : everyOther(segments))].join("/");
}

function everyOther(segments: readonly string[]): readonly string[] {
  return segments.filter((_segment, index) => index % 2 === 0);
}

/** What a role has to be assigned on, or above: the resource itself, or what a list or an action is of. */
function scopeOf(method: string, path: string): string {
  const [, above = "", after = ""] = /^(.*)\/providers\/([^?]*)$/i.exec(path) ?? [];
  const segments = after.split("/").slice(1);
  if (segments.length === 0) return path;
  if (segments.length === 1) return above;
  // A name is at each even place: what follows the last one is an action or a list.
  return segments.length % 2 === 0 && method !== "POST" ? path : path.slice(0, path.lastIndexOf("/"));
}
