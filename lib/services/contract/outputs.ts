import type { ExistingResource } from "./existing-resource";
import type { Resolve, ResourceReference } from "./reference";

/** Azure's ids can be computed: what another stack's outputs will be, before that stack was ever applied. */
export interface Address {
  /** Where the publishing stack's resources are, `/subscriptions/…/resourceGroups/…`. */
  readonly resourceGroupId: string;
}

/** An output of a resource that is made: the stack that makes it publishes the value, later stacks read it. */
export interface PublishedOutput<Resources> {
  /** The value of the resources that the stack has built. */
  of(resources: Resources): string;
  /** The same value as it will be, for a plan before that stack was applied. */
  expected(address: Address): string;
}

/** An output of a resource that exists: the value follows from where it is, and nothing is published. */
export interface ExistingOutput {
  existing(resolve: Resolve): string;
}

/** What is known of one output in one plan: nothing where the backend has no such resource. */
export type PlannedOutput<Resources> = PublishedOutput<Resources> | ExistingOutput | "absent";

/** All that a service shares, by name. */
export type PlannedOutputs<Shared, Resources> = {
  readonly [Name in keyof Shared]: PlannedOutput<Resources>;
};

/** A service that other stacks read nothing of. */
export type NoOutputs = Readonly<Record<string, never>>;

/** The resource that a table of outputs is about. */
interface MadeSubject<Plan, Resources, Made, Built> {
  /** What the plan says of it; undefined where it is not made. */
  made(plan: Plan): Made | undefined;
  /** What the stack has built of it. */
  built(resources: Resources): Built | undefined;
}

/** What a plan says of a resource that exists. */
export interface Existing {
  readonly existing: ExistingResource;
}

/** A resource that is made, or that exists. */
interface Subject<Plan, Resources, Made, Built, Found extends Existing> extends MadeSubject<
  Plan,
  Resources,
  Made,
  Built
> {
  /** Undefined where it does not exist before the backend. */
  existing(plan: Plan): Found | undefined;
}

/** Everything that is known of one output of a resource that is made. */
interface MadeRow<Made, Built> {
  of(built: Built): string;
  expected(made: Made, address: Address): string;
}

/** Everything that is known of one output, whether its resource is made or exists. */
interface Row<Made, Built, Found extends Existing> extends MadeRow<Made, Built> {
  existing(reference: ResourceReference, found: Found): string;
}

/** A table of outputs: one row for each, with its value from the built resource, from the plan, and from an existing resource. */
export function outputsOf<Plan, Resources, Made, Built, Found extends Existing, Name extends string>(
  subject: Subject<Plan, Resources, Made, Built, Found>,
  rows: Readonly<Record<Name, Row<Made, Built, Found>>>,
): (plan: Plan) => Readonly<Record<Name, PlannedOutput<Resources>>> {
  return (plan) => {
    const found = subject.existing(plan);
    return mapped(rows, (row) =>
      found === undefined
        ? published(plan, subject, row)
        : { existing: (resolve) => row.existing(resolve(found.existing), found) },
    );
  };
}

/** The same for a resource that is always made by the backend, where it is there at all. */
export function madeOutputsOf<Plan, Resources, Made, Built, Name extends string>(
  subject: MadeSubject<Plan, Resources, Made, Built>,
  rows: Readonly<Record<Name, MadeRow<Made, Built>>>,
): (plan: Plan) => Readonly<Record<Name, PlannedOutput<Resources>>> {
  return (plan) => mapped(rows, (row) => published(plan, subject, row));
}

function published<Plan, Resources, Made, Built>(
  plan: Plan,
  subject: MadeSubject<Plan, Resources, Made, Built>,
  row: MadeRow<Made, Built>,
): PlannedOutput<Resources> {
  const made = subject.made(plan);
  if (made === undefined) return "absent";
  return {
    of(resources) {
      const built = subject.built(resources);
      if (built === undefined) throw new Error("a service has not built what it has planned");
      return row.of(built);
    },
    expected: (address) => row.expected(made, address),
  };
}

function mapped<Name extends string, From, To>(
  rows: Readonly<Record<Name, From>>,
  make: (row: From) => To,
): Readonly<Record<Name, To>> {
  const entries = Object.entries<From>(rows).map(([name, row]) => [name, make(row)]);
  return Object.fromEntries(entries) as Record<Name, To>;
}

/** The same for one of several resources that are made, each of which has outputs of its own. */
export function outputOfEach<Resources, Built>(
  built: (resources: Resources) => Built | undefined,
  of: (built: Built) => string,
  expected: (address: Address) => string,
): PlannedOutput<Resources> {
  return published(
    undefined,
    { made: () => ({}), built },
    { of, expected: (_made, address) => expected(address) },
  );
}

/** The name in the id of a group. */
export function groupNameIn(resourceGroupId: string): string {
  return resourceGroupId.split("/").at(-1) ?? "";
}
