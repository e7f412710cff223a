import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { BackendPlan } from "../decide/backend-plan";
import { formatted } from "../decide/imports/id-formats";
import { stackRoles, type StackRole } from "../services/contract/service";
import { addressNow } from "../stacks/renamed-addresses";
import { type GuardMove, keyOf } from "./differences";
import { type GuardedAddress, guardedAddresses } from "./guarded-addresses";
import { sorted } from "./sorted";

type Attributes = Readonly<Record<string, unknown>>;

/** A synthesised stack, as far as addresses are guarded by it. */
interface StackFile {
  readonly resource?: Readonly<Record<string, Readonly<Record<string, Attributes>>>>;
  readonly moved?: readonly { readonly from: string; readonly to: string }[];
}

/** What a backend guards, and how it has moved. */
export interface GuardedBackend {
  readonly addresses: readonly GuardedAddress[];
  readonly moves: readonly GuardMove[];
}

/**
 * What a backend guards: what its plan says, and the user's own resources in its stacks that have `prevent_destroy`.
 *
 * @param outdir - where its stacks were written, whole or empty
 */
export function guardedBackend(plan: BackendPlan, outdir: string): GuardedBackend {
  const planned = guardedAddresses(plan);
  const known = new Set(planned.map(keyOf));
  const stacks = stackRoles.map((role) => [role, readStack(outdir, plan.stackIds[role])] as const);
  const own = stacks.flatMap(([role, stack]) => inStack(plan, role, stack));
  return {
    addresses: sorted([...planned, ...own.filter((each) => !known.has(keyOf(each)))]),
    moves: stacks.flatMap(([role, { moved = [] }]) =>
      moved.map(({ from, to }) => ({ stack: plan.stackIds[role], from, to })),
    ),
  };
}

/** The moves of addresses that the library has renamed itself. */
export function libraryMoves(
  before: readonly GuardedAddress[],
  now: (address: string) => string = addressNow,
): readonly GuardMove[] {
  return before.flatMap(({ stack, address }) => {
    const to = now(address);
    return to === address ? [] : [{ stack, from: address, to }];
  });
}

function readStack(outdir: string, id: string): StackFile {
  const file = join(outdir, "stacks", id, "cdk.tf.json");
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as StackFile) : {};
}

function inStack(
  plan: BackendPlan,
  role: StackRole,
  { resource = {} }: StackFile,
): readonly GuardedAddress[] {
  return Object.entries(resource).flatMap(([type, named]) =>
    Object.entries(named)
      .filter(([, attributes]) => isPrevented(attributes))
      .map(([constructId, attributes]) => {
        const valueOf = (attribute: string): string =>
          literal(attributes[attribute], plan, role) ?? `{${attribute}}`;
        return {
          environment: plan.environment,
          stack: plan.stackIds[role],
          address: `${type}.${constructId}`,
          name: valueOf("name"),
          id: formatted(type, valueOf) || "{id}",
        };
      }),
  );
}

function isPrevented({ lifecycle }: Attributes): boolean {
  return typeof lifecycle === "object" && lifecycle !== null && "prevent_destroy" in lifecycle
    ? lifecycle.prevent_destroy === true
    : false;
}

/** A value that is known before anything is applied; of expressions, the name of the stack's own group alone. */
function literal(value: unknown, { resourceGroups }: BackendPlan, role: StackRole): string | undefined {
  if (typeof value !== "string" || value === "") return undefined;
  if (value === "${azurerm_resource_group.resource_group.name}") return resourceGroups[role];
  return value.includes("${") ? undefined : value;
}
