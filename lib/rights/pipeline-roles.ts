import { builtInRole } from "../access/built-in-roles";
import { armTypes } from "./arm-types";
import { BESIDE, JOIN_SUBNET, LINKED, OF_SUBSCRIPTION, READ_PROVIDERS } from "./deploy-actions";
import { type AssignedRole, conditionOf, LOCK_ACTIONS } from "./least-rights";
import { isAllowed } from "./permission";
import { readByPostOf } from "./read-by-post";
import { roleIds } from "./role-ids";

/** What a custom role holds, as Azure calls it. */
export interface PipelineRole {
  readonly actions: readonly string[];
  readonly notActions: readonly string[];
  /** None: rights on the state's containers go with the state account. */
  readonly dataActions: readonly string[];
}

/** What the identities that plan and apply may assign to others. */
export interface Assignable {
  /** Every role that a backend can assign. */
  readonly assignableRoles: readonly AssignedRole[];
  /** The condition of the assignment by which the applier may assign roles: these roles and no others. */
  readonly condition: string;
}

/** The custom roles of a pipeline: for everything that the library can create, so that they change with releases only. */
export interface PipelineRoles extends Assignable {
  readonly planner: PipelineRole;
  readonly applier: PipelineRole;
}

/** A built-in role, and what it gives beside what is needed. */
export interface NearestRole extends AssignedRole {
  /** Whether it is assigned with the condition. */
  readonly conditional: boolean;
  /** What it gives too much, in words: one group of rights each. */
  readonly tooMuch: readonly string[];
}

/** Built-in roles in place of custom ones. */
export interface BuiltInPipelineRoles extends Assignable {
  readonly planner: readonly NearestRole[];
  readonly applier: readonly NearestRole[];
}

export function pipelineRoles(options?: { readonly builtIn?: false }): PipelineRoles;
export function pipelineRoles(options: { readonly builtIn: true }): BuiltInPipelineRoles;
/** The roles of the two identities of a pipeline, on the subscription: one plans, one applies. */
export function pipelineRoles({ builtIn = false } = {}): PipelineRoles | BuiltInPipelineRoles {
  const assignable = assignableToOthers();
  if (builtIn) return { ...nearest(), ...assignable };
  const types = everyType();
  const reads = sorted([
    READ_PROVIDERS,
    ...types.flatMap((type) => [
      `${type}/read`,
      ...readByPostOf(type),
      ...[...(LINKED[type] ?? []), ...(OF_SUBSCRIPTION[type] ?? [])].filter((each) => each.endsWith("/read")),
    ]),
  ]);
  return {
    planner: { actions: reads, notActions: [], dataActions: [] },
    applier: {
      actions: sorted([
        ...reads,
        ...LOCK_ACTIONS,
        JOIN_SUBNET,
        ...types.flatMap((type) => [
          `${type}/write`,
          `${type}/delete`,
          ...(LINKED[type] ?? []),
          ...(OF_SUBSCRIPTION[type] ?? []),
        ]),
      ]),
      notActions: [],
      dataActions: [],
    },
    ...assignable,
  };
}

function everyType(): readonly string[] {
  const own = Object.values(armTypes);
  return sorted([...own, ...own.flatMap((type) => BESIDE[type] ?? [])]);
}

function assignableToOthers(): Assignable {
  const assignableRoles = Object.entries(roleIds).map(([name, id]) => ({ name, id }));
  return { assignableRoles, condition: conditionOf(assignableRoles) };
}

function nearest(): Pick<BuiltInPipelineRoles, "applier" | "planner"> {
  return {
    planner: [role("Reader"), role("Contributor")],
    applier: [role("Contributor"), { ...role("Role Based Access Control Administrator"), conditional: true }],
  };
}

function role(name: string): NearestRole {
  const found = builtInRole(name);
  if (found === undefined) throw new Error(`the role ${name} is not known`);
  const deletes = isAllowed([found], "Microsoft.Compute/virtualMachines/delete");
  return {
    name,
    id: found.id,
    conditional: false,
    tooMuch: deletes ? ["changes and deletes resources of every type"] : [],
  };
}

function sorted(actions: readonly string[]): readonly string[] {
  return [...new Set(actions)].sort();
}
