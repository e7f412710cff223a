import { App } from "cdktf";
import { didYouMean } from "../settings/nearest";
import { redacted } from "../settings/redacted";
import { stackRoles } from "../services/contract/service";
import type { CheckedBackend, Fault, Invariant, Subject } from "./invariant";
import { type InvariantName, invariants } from "./invariants";
import { writtenApp } from "./written-app";
import { writtenStack } from "./written-stack";

/** One place where an invariant does not hold. */
export interface Violation extends Fault {
  readonly invariant: InvariantName;
}

export interface InvariantOptions {
  /**
   * Addresses that an invariant is not held for, by its name: `{ "prevent-destroy": ["azurerm_cosmosdb_account.cosmos"] }`. One that is
   * not needed is an error too.
   * @default {} - each invariant holds everywhere
   */
  readonly except?: Readonly<Partial<Record<InvariantName, readonly string[]>>>;
}

/** Thrown by {@link expectInvariants}, with every violation. */
export class InvariantError extends Error {
  constructor(
    subject: string,
    readonly violations: readonly Violation[],
    readonly unusedExceptions: readonly string[],
  ) {
    super(textOf(subject, violations, unusedExceptions));
    this.name = "InvariantError";
  }
}

/**
 * Checks what holds for any options of this library, with your options, transforms and constructs. The app is written into a temporary
 * folder, as `app.synth()` writes it.
 *
 * @param backend - what `defineBackend` returns; or a function that defines it in an app of its own, which is called twice, so that
 *   "the same options give the same bytes" includes what your code does
 * @throws {@link InvariantError} with every violation; whatever `app.synth()` throws
 */
export function expectInvariants(
  backend: CheckedBackend | (() => CheckedBackend),
  { except = {} }: InvariantOptions = {},
): void {
  refuseUnknown(except);
  const { subject, violations } = checked(backend);
  const isExcepted = ({ invariant, address }: Violation): boolean =>
    except[invariant]?.includes(address) === true;
  const unused = Object.entries(except).flatMap(([name, addresses]) =>
    addresses
      .filter((each) => !violations.some(({ invariant, address }) => invariant === name && address === each))
      .map((each) => `except[${JSON.stringify(name)}] names ${each}, for which it holds`),
  );
  const open = violations.filter((each) => !isExcepted(each));
  if (open.length + unused.length > 0) throw new InvariantError(subject, open, unused);
}

/** Every violation of a backend, as {@link expectInvariants} finds it. */
export function violationsOf(backend: CheckedBackend | (() => CheckedBackend)): readonly Violation[] {
  return checked(backend).violations;
}

function checked(given: CheckedBackend | (() => CheckedBackend)): {
  readonly subject: string;
  readonly violations: readonly Violation[];
} {
  const subject = subjectOf(given);
  const { project, environment } = subject.backend.plan;
  return {
    subject: `${project} (${environment})`,
    violations: Object.entries<Invariant>(invariants).flatMap(([name, { check }]) =>
      check(subject).map((fault) => ({ ...fault, invariant: name as InvariantName })),
    ),
  };
}

function subjectOf(given: CheckedBackend | (() => CheckedBackend)): Subject {
  const backend = backendIn(given);
  const texts = writtenApp(backend.app);
  const again = typeof given === "function" ? anew(given, backend) : backend;
  const all = Object.fromEntries(Object.entries(texts).map(([id, text]) => [id, writtenStack(id, text)]));
  const { stackIds } = backend.plan;
  return {
    backend,
    own: Object.fromEntries(stackRoles.map((role) => [role, all[stackIds[role]]])) as Subject["own"],
    all,
    again: writtenApp(again.app),
  };
}

function anew(define: () => CheckedBackend, first: CheckedBackend): CheckedBackend {
  const second = backendIn(define);
  if (second === first || second.app === first.app)
    throw new Error(
      "expectInvariants calls the function twice, and both backends are in one app: create the app within the function, " +
        "or pass the backend itself",
    );
  return second;
}

function backendIn(given: CheckedBackend | (() => CheckedBackend)): CheckedBackend {
  const backend: unknown = typeof given === "function" ? given() : given;
  if (isBackend(backend)) return backend;
  const isPlan = typeof backend === "object" && backend !== null && "stackIds" in backend;
  throw new Error(
    `expectInvariants needs a backend of defineBackend, or a function that returns one, got ${
      isPlan ? "a plan, which has no stacks" : redacted(backend)
    }`,
  );
}

function isBackend(value: unknown): value is CheckedBackend {
  return (
    typeof value === "object" &&
    value !== null &&
    "plan" in value &&
    "stacks" in value &&
    "resources" in value &&
    "app" in value &&
    App.isApp(value.app)
  );
}

function refuseUnknown(except: Readonly<Record<string, readonly string[]>>): void {
  const known = Object.keys(invariants);
  for (const name of Object.keys(except)) {
    if (known.includes(name)) continue;
    throw new Error(
      `except names the invariant ${JSON.stringify(name)}, which is not one of ${known.join(", ")}${didYouMean(name, known)}`,
    );
  }
}

function textOf(subject: string, violations: readonly Violation[], unused: readonly string[]): string {
  const count = violations.length === 1 ? "1 violation" : `${violations.length} violations`;
  const parts = Object.entries<Invariant>(invariants).flatMap(([name, { holds }]) => {
    const own = violations.filter(({ invariant }) => invariant === name);
    if (own.length === 0) return [];
    return [
      `${name}: ${holds}`,
      ...own.flatMap(({ stack, address, what, fix }) => [
        `  ${stack === undefined || stack === address ? "" : `${stack}: `}${address} ${what}`,
        `    fix: ${fix}`,
      ]),
    ];
  });
  return [
    `${subject}: ${count} of what holds for any options`,
    ...parts,
    ...unused.map((each) => `${each}: remove it`),
  ].join("\n");
}
