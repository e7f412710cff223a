import type { App } from "cdktf";
import { type Claim, type ClaimKind, claimsOf } from "./claims";
import type { BackendPlan } from "./backend-plan";
import type { Problem } from "../settings/problems";

/** What a backend of the app makes. */
interface Known {
  /** `shop (prod)` */
  readonly backend: string;
  readonly claims: readonly Claim[];
}

/** Kept at the app itself, for whichever copy of the package defines the next backend. */
const BACKENDS = Symbol.for("azure-backend:backends");

type KnowingApp = App & { [BACKENDS]?: Known[] };

export function nameOf({ project, environment }: Pick<BackendPlan, "project" | "environment">): string {
  return `${project} (${environment})`;
}

/** Remembers what a backend makes, once it is built. */
export function rememberBackend(app: KnowingApp, plan: BackendPlan): void {
  const known = { backend: nameOf(plan), claims: claimsOf(plan) };
  app[BACKENDS] = [...(app[BACKENDS] ?? []), known];
}

/** What a backend would make that another one of its app makes already: one problem for each kind of it. */
export function sharedClaims(app: KnowingApp, plan: BackendPlan): readonly Problem[] {
  const own = claimsOf(plan);
  return (app[BACKENDS] ?? []).flatMap(({ backend, claims }) => {
    const taken = new Set(claims.map(({ key }) => key));
    const shared = own.filter(({ key }) => taken.has(key));
    const kinds = [...new Set(shared.map(({ kind }) => kind))];
    return kinds.map((kind) =>
      described(
        kind,
        shared.filter((each) => each.kind === kind),
        nameOf(plan),
        backend,
      ),
    );
  });
}

const WHY: Readonly<Record<ClaimKind, { readonly why: string; readonly fix: string }>> = {
  name: {
    why: "but the name must be globally unique",
    fix: "set another name in one of them, or remove the name",
  },
  group: {
    why: "but a resource group belongs to one backend, which deletes it when it is destroyed",
    fix: "set another name in one of them, or remove the name",
  },
  zone: {
    why: "and link them to the same network, but Azure links a network to one zone of a name only",
    fix: "let one of them create the zones, and pass them to the other in external.privateDnsZones, without createChildren",
  },
  groupZone: {
    why: "in the same existing resource group, which has one zone of a name only",
    fix: "give the network stacks different groups, or let one of them create the zones, and pass them to the other in external.privateDnsZones",
  },
  child: {
    why: "in the same existing resource, but only one of them can own it",
    fix: "use other names or another resource in one of them, or remove createChildren in one of them",
  },
  host: {
    why: "as a custom domain, but a host name leads to one app",
    fix: "set another host name in one of them, or false where an environment takes it over from another one",
  },
  subnet: {
    why: "as a subnet of the same network, but address ranges must not overlap",
    fix: "choose another range for one of them",
  },
};

function described(kind: ClaimKind, shared: readonly Claim[], here: string, there: string): Problem {
  const { why, fix } = WHY[kind];
  const whats = [...new Set(shared.map(({ what }) => what))].join(", ");
  return {
    path: shared[0]?.path ?? "",
    message: `${here} and ${there} both create ${whats}, ${why}`,
    from: ["your options"],
    fix,
  };
}
