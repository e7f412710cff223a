import { routesOf } from "../../components/check-routes";
import { httpAccessOf } from "../../components/http-access";
import type { ComponentRequirements } from "../../components/requirements";
import { redacted } from "../../settings/redacted";
import type { Draft } from "../contract/draft";
import type { OptionPath } from "../option-path";

const EXCLUDED = "functionApp.signIn.excludedPaths";
/** What routes begin with, unless host.json has another prefix. */
const PREFIX = "/api/";
/** A path that may end with a wildcard. */
const PATH = /^(\/[A-Za-z0-9._~-]+)+(\/\*|\/)?$/;

/** A path that needs no token, and what asked for it. */
interface OpenPath {
  readonly path: string;
  readonly from: OptionPath;
}

/** `excludedPaths` of the app: those of components that are exempt, then those of the option. */
export function openPaths(
  components: readonly ComponentRequirements[],
  excluded: readonly string[],
): readonly string[] {
  const exempt = exemptPaths(components).map(({ path }) => path);
  return [...new Set([...exempt, ...excluded])];
}

function exemptPaths(components: readonly ComponentRequirements[]): readonly OpenPath[] {
  return components.flatMap(({ path, component }) => {
    const access = httpAccessOf(component, "function");
    if (access === undefined || access.signsIn) return [];
    const from = `${path}.${access.signInField}` as const;
    return routesOf(component).flatMap(({ route }) => pathsOf(route).map((each) => ({ path: each, from })));
  });
}

/** Whether a request for a path of the app needs no token. */
export function opensPath(open: readonly string[], path: string): boolean {
  const asked = path.toLowerCase().replace(/[?#].*$/, "");
  return open.some((each) => {
    const lower = each.toLowerCase();
    return lower.endsWith("*") ? asked.startsWith(lower.slice(0, -1)) : asked === lower;
  });
}

/** Azure knows no parameters: everything below what comes before the first one is open. */
function pathsOf(route: string): readonly string[] {
  const fixed = fixedPart(route);
  if (fixed === route) return [`${PREFIX}${route}`];
  const below = `${PREFIX}${fixed}*`;
  const mayBeMissing = fixed !== "" && /^\{(\*[^/]*|[^/]*\?)\}$/.test(route.slice(fixed.length));
  return mayBeMissing ? [`${PREFIX}${fixed.slice(0, -1)}`, below] : [below];
}

/** `orders/` of `orders/{id}` */
function fixedPart(route: string): string {
  const first = route.indexOf("{");
  return first < 0 ? route : route.slice(0, first);
}

/**
 * Refuses what Azure cannot express. How it compares a path is not documented, apart from a wildcard at the end
 * (github.com/MicrosoftDocs/azure-docs/issues/86514), so a path counts as opening everything that begins with it, in any case of letters.
 */
export function checkOpenPaths(draft: Draft, excluded: readonly string[]): void {
  const sound = excluded.filter((path) => checkPath(draft, path));
  const open = [
    ...exemptPaths(draft.requirements.components),
    ...sound.map((path): OpenPath => ({ path, from: EXCLUDED })),
  ];
  const guarded = draft.requirements.components.filter(
    ({ component }) => httpAccessOf(component, "function")?.signsIn === true,
  );
  for (const { path, from } of open)
    for (const { component } of guarded) {
      const route = routesOf(component).find((each) => couldMatch(path, each.route));
      if (route === undefined) continue;
      draft.problem(
        from,
        `${redacted(path)} would also open ${PREFIX}${route.route} of ${component.name}, which asks for sign-in`,
        from === EXCLUDED
          ? `remove it, or set signIn: false on ${component.name}`
          : `give one of them a route that begins otherwise, or set signIn: false on ${component.name}`,
      );
      break;
    }
}

/** Whether a request below `path` could come to a route. */
function couldMatch(path: string, route: string): boolean {
  const open = path.replace(/\*$/, "").toLowerCase();
  const fixed = `${PREFIX}${fixedPart(route)}`.toLowerCase();
  return fixed.startsWith(open) || (fixedPart(route) !== route && open.startsWith(fixed));
}

function checkPath(draft: Draft, path: string): boolean {
  if (PATH.test(path)) return true;
  draft.problem(
    EXCLUDED,
    `must be paths with a wildcard at the end at most, got ${redacted(path)}`,
    'write it like "/api/health" or "/runtime/webhooks/*"',
  );
  return false;
}
