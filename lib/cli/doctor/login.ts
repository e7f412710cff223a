import { RELEASE_PACKAGES } from "../../packaging/needed-packages";
import { missingPackages } from "../../peers/installed";
import { firstLineOf, messageOf } from "../../settings/message-of";
import { type Examined, problem } from "./examined";
import { installLine } from "./packages";

/**
 * How long `doctor` waits for a login, in milliseconds. Azure CLI takes some seconds for a token where it starts slowly, and a
 * managed identity that is not there may take minutes to say so.
 */
export const LOGIN_LIMIT = 15_000;

const WHAT = "Login";

/** What a login is made with, where it is missing; undefined where nothing is. */
export function missingForLogin(places: readonly string[] = [__dirname]): Examined | undefined {
  const missing = missingPackages(places, RELEASE_PACKAGES);
  if (missing.length === 0) return undefined;
  const are = missing.length === 1 ? "is" : "are";
  return problem(WHAT, `${missing.join(" and ")} ${are} not installed`, installLine(missing, true));
}

/** Why there is no token, out of what `@azure/identity` throws: one sentence of the many that it says. */
export function loginProblem(thrown: unknown): Examined {
  const message = messageOf(thrown);
  const said = refusalIn(message);
  if (message.startsWith("EnvironmentCredential")) {
    const unreachable = /network_error|endpoints_resolution_error/.test(message)
      ? "the login server is not reachable"
      : undefined;
    const why = said ?? unreachable ?? firstLineOf(thrown);
    return problem(
      WHAT,
      `the service principal of AZURE_CLIENT_ID cannot log in: ${why}`,
      "correct AZURE_TENANT_ID, AZURE_CLIENT_ID and its secret, or remove these variables and use az login",
    );
  }
  // Every way was tried, and none is set up; where Azure CLI is, and was refused, it says why.
  const isNobody = thrown instanceof Error && thrown.name === "AggregateAuthenticationError";
  const why = said ?? (isNobody ? "no Azure login found, with Azure CLI or otherwise" : firstLineOf(thrown));
  return problem(
    WHAT,
    why,
    "run az login, or set AZURE_TENANT_ID, AZURE_CLIENT_ID and AZURE_CLIENT_SECRET for a service principal",
  );
}

/** What Microsoft Entra ID says, without the ids of the request: learn.microsoft.com/entra/identity-platform/reference-error-codes */
function refusalIn(message: string): string | undefined {
  const [said] = /AADSTS\d+: .*/.exec(message) ?? [];
  return said?.replace(/\s*Trace ID: .*$/, "").trim();
}
