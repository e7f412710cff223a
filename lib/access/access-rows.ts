import type { BackendPlan } from "../decide/backend-plan";
import { otherGrants } from "../decide/grants-report";
import { serviceNamed } from "../services";
import { appIdentities, isGranted } from "../services/function-app/app-identities";
import type { Reachable } from "../services/contract/reachable";
import type { RoleActions } from "../services/contract/role-actions";
import type { ServiceName } from "../services/words";
import { type AccessRight, type AccessRow, type GranteeKind, keyOf } from "./access-row";
import { builtInRole } from "./built-in-roles";
import { type ServiceReachable, reachableThings } from "./reachable-things";

/** Who may do what on which thing of a backend, and from which network, as its plan has it. */
export function accessOf(plan: BackendPlan): readonly AccessRow[] {
  const things = reachableThings(plan);
  return sorted(
    joined([
      ...grantRows(plan, things),
      ...otherRows(plan, things),
      ...things.flatMap((reachable) => [networkRow(reachable), ...callerRows(reachable)]),
    ]),
  );
}

interface Scope {
  readonly service: ServiceName;
  readonly on: string;
  readonly below?: string;
}

function grantRows(plan: BackendPlan, things: readonly ServiceReachable[]): readonly AccessRow[] {
  const { functionApp } = plan.services;
  const identities = appIdentities(functionApp);
  return plan.grants.flatMap((grant) => {
    const place = placeOf(grant, things);
    const row = (kind: GranteeKind, who: string): AccessRow => ({
      kind,
      who,
      may: [rightOf(grant.role, serviceNamed(grant.service).ownRoles?.roles)],
      ...place,
    });
    if (grant.to === "host-identity")
      return [row("identity", "user-assigned identity of the Functions host")];
    const having = identities.filter((identity) => isGranted(functionApp, identity, grant));
    return [
      ...(grant.uses === undefined
        ? having.flatMap(({ slot, app }) => (slot === undefined ? [row("host", hostOf(app))] : []))
        : grant.uses.map(({ component }) => row("component", component))),
      // Each slot is an identity of its own, with every role of the app.
      ...having.flatMap(({ slot }) => (slot === undefined ? [] : [row("slot", `slot ${slot}`)])),
    ];
  });
}

function hostOf(app: string | undefined): string {
  return app === undefined ? "Functions host" : `Functions host of app ${app}`;
}

function otherRows(plan: BackendPlan, things: readonly ServiceReachable[]): readonly AccessRow[] {
  return otherGrants(plan).map(({ identity, role, scope, plane = "azure" }) => ({
    kind: "identity",
    who: identity,
    may: [rightOf(role, plane === "azure" ? undefined : serviceNamed(scope.service).ownRoles?.roles)],
    ...placeOf(scope, things),
  }));
}

/** The whole thing, before any role or key. */
function networkRow({ name, network }: Reachable): AccessRow {
  return { kind: "network", who: "everyone with a role or a key", may: [], on: name, from: network };
}

function callerRows({ name, network, callers = [] }: Reachable): readonly AccessRow[] {
  return callers.map(({ what, may, needs, source }) => ({
    kind: "caller",
    who: source ?? "callers",
    may: [{ name: may }],
    on: `${name}: ${what}`,
    from: network,
    needs,
  }));
}

function rightOf(role: string, ownRoles: Readonly<Record<string, RoleActions>> | undefined): AccessRight {
  const known = ownRoles === undefined ? builtInRole(role) : ownRoles[role];
  if (known === undefined) throw new Error(`what role ${role} allows is not known`);
  const { actions, notActions, dataActions, notDataActions } = known;
  return { name: role, allows: { actions, notActions, dataActions, notDataActions } };
}

function placeOf(
  { service, on, below = "" }: Scope,
  things: readonly ServiceReachable[],
): Pick<AccessRow, "on" | "from"> {
  const found = things.find((each) => each.service === service && each.scopes.includes(on));
  if (found === undefined) throw new Error(`${service} does not say from where "${on}" is reached`);
  return { on: [found.name, ...thingsIn(below)].join(": "), from: found.network };
}

/** Collections in ids of Azure, and what one of each is. */
const COLLECTIONS: Readonly<Record<string, string>> = {
  dbs: "database",
  colls: "container",
  containers: "container",
  queues: "queue",
  tables: "table",
  secrets: "secret",
  topics: "topic",
  subscriptions: "subscription",
};

/** `/blobServices/default/containers/uploads` → `container uploads` */
export function thingsIn(below: string): readonly string[] {
  const words = below.split("/").slice(1);
  return words.flatMap((word, index) => {
    const [thing, name] = [COLLECTIONS[word], words[index + 1]];
    return index % 2 === 0 && thing !== undefined && name !== undefined ? [`${thing} ${name}`] : [];
  });
}

/** One row for an identity and a thing, with every role. */
function joined(rows: readonly AccessRow[]): readonly AccessRow[] {
  const byKey = new Map<string, AccessRow>();
  for (const row of rows) {
    const known = byKey.get(keyOf(row));
    byKey.set(
      keyOf(row),
      known === undefined ? row : { ...known, may: rightsIn([...known.may, ...row.may]) },
    );
  }
  return [...byKey.values()];
}

function rightsIn(rights: readonly AccessRight[]): readonly AccessRight[] {
  const byName = new Map(rights.map((right) => [right.name, right]));
  return [...byName.values()].sort((one, other) => (one.name < other.name ? -1 : 1));
}

const KINDS: readonly GranteeKind[] = ["network", "caller", "component", "host", "slot", "identity"];

function sorted(rows: readonly AccessRow[]): readonly AccessRow[] {
  const place = (row: AccessRow): string => `${KINDS.indexOf(row.kind)}\n${keyOf(row)}`;
  return [...rows].sort((one, other) => (place(one) < place(other) ? -1 : 1));
}
