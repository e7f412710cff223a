import type { AccessDifference } from "../../access/access-difference";
import type { GranteeKind } from "../../access/access-row";
import { linesOf } from "../../access/lines";
import { ownAccess } from "../../access/own-access";
import type { Change } from "../change";
import type { Found } from "../finding";
import type { ReviewContext, Rule } from "./rule";

const PERMISSIONS = "docs/guides/permissions-of-components.md";

/** Who gains access by what the options and components say. */
export const accessRules = {
  "internet-access": {
    severity: "high",
    title: "A resource becomes reachable from the internet, or usable without credentials",
    source: PERMISSIONS,
    find: ({ access }: ReviewContext): readonly Found[] =>
      (access?.exposed ?? []).map(({ path, what, why, origin, fix }) => ({
        address: path,
        // Of a new environment nothing was closed before.
        ...(access?.only === "after" ? { severity: "low" as const } : {}),
        what,
        why: `${why}${origin === undefined ? "" : ` (${origin})`}: only what it checks itself is left to stop a caller.`,
        fix: `To avoid it: ${fix}.`,
      })),
  },
  "access-grows": {
    severity: "medium",
    title: "A component, slot, caller or identity gets more access",
    source: PERMISSIONS,
    find: ({ access }: ReviewContext): readonly Found[] =>
      access === undefined || access.only !== undefined
        ? []
        : [...grown(access, SHARED), ...grown(access, OTHERS)],
  },
  "own-access-grows": {
    severity: "medium",
    title: "A construct of your own assigns a role",
    source: "learn.microsoft.com/azure/role-based-access-control/best-practices",
    find: ({ stacks, built }: ReviewContext): readonly Found[] =>
      stacks.flatMap(({ stack, changes }) => {
        const libraryOwn = new Set(
          changes.map(({ address }) => address).filter((address) => built(stack, address) !== undefined),
        );
        return ownAccess(changes.map(asAssignment), libraryOwn)
          .filter(({ grows }) => grows)
          .map(({ address, who, may, on, notJudged }) => ({
            address,
            stack,
            what: `assigns ${may.join(", ")} on ${on} to principal ${who}${notJudged === undefined ? "" : ` (${notJudged})`}`,
            why: "The library does not decide it, and lists it nowhere else.",
            fix: "Make sure that it is needed, as narrow as possible.",
          }));
      }),
  },
} as const satisfies Readonly<Record<string, Rule>>;

/** They sign in as the function app, or as one of its slots. */
const SHARED = {
  kinds: ["component", "host", "slot"] as readonly GranteeKind[],
  why: "All components of a backend share one identity: what one of them may do, the others may do too.",
  fix: "Make sure that the component needs it; otherwise declare less.",
};

/** A network that opens is an exposure of its own. */
const OTHERS = {
  kinds: ["caller", "identity"] as readonly GranteeKind[],
  why: "They may do what they could not do before.",
  fix: "Make sure that they need it.",
};

function grown(access: AccessDifference, { kinds, why, fix }: typeof SHARED): readonly Found[] {
  const isOf = ({ kind }: { readonly kind: GranteeKind }): boolean => kinds.includes(kind);
  const own = {
    ...access,
    gained: access.gained.filter(isOf),
    lost: [],
    changed: access.changed.filter(isOf),
  };
  return linesOf(own)
    .filter(({ grows }) => grows)
    .map(({ who, may, on, from }) => ({
      address: who,
      what: `${may}, on ${on.join("; ")}, from ${from}`,
      why,
      fix,
    }));
}

function asAssignment({ address, managed, kind, before, after }: Change) {
  return {
    address,
    mode: managed ? "managed" : "data",
    change: {
      actions: [kind],
      before: kind === "create" ? null : before,
      after: kind === "delete" || kind === "forget" ? null : after,
    },
  };
}
