import { Token } from "cdktf";
import { isDataObject } from "../settings/merge";
import { didYouMean } from "../settings/nearest";
import type { Problem } from "../settings/problems";
import { redacted } from "../settings/redacted";
import { type StackRole, stackRoles } from "../services/contract/service";
import type { TerraformAssertion, TerraformMocks } from "./terraform-test";

const root = "addTerraformTests";
/** The run that every file begins with. */
export const OWN_RUN = "the_stack_applies";

/** Runs by name, in the order in which Terraform runs them. */
export type Runs = ReadonlyMap<string, TerraformAssertion>;

/** A name as Terraform takes it: letters, digits, `_` and `-`, no digit first. */
export function runName(name: string): string {
  return name.replace(/[^\p{ID_Continue}-]+/gu, "_").replace(/^(?![\p{ID_Start}_])/u, "_");
}

/** Checks what is asked for, beside what was asked for before; runs are by the name that Terraform knows. */
export function checkAssertions(
  assertions: unknown,
  before: Readonly<Record<StackRole, Runs>>,
): { readonly runs: Readonly<Record<StackRole, Runs>>; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const runs = { network: new Map(), platform: new Map(), workloads: new Map() } as Record<
    StackRole,
    Map<string, TerraformAssertion>
  >;
  const problem = (path: string, message: string, fix: string): void => {
    problems.push({ path, message, from: [], fix });
  };
  if (!isDataObject(assertions)) {
    problem(root, `must be an object, got ${redacted(assertions)}`, "write it like { platform: { … } }");
    return { runs, problems };
  }
  for (const [role, named] of Object.entries(assertions)) {
    const path = `${root}.${role}`;
    if (!isRole(role))
      problem(path, `unknown stack${didYouMean(role, stackRoles)}`, `use one of ${stackRoles.join(", ")}`);
    else if (named !== undefined && !isDataObject(named))
      problem(path, `must be an object, got ${redacted(named)}`, "use names as keys");
    else for (const [name, assertion] of Object.entries(named ?? {})) checkOne(role, name, assertion);
  }
  return { runs, problems };

  function checkOne(role: StackRole, name: string, assertion: unknown): void {
    const path = `${root}.${role}[${JSON.stringify(name)}]`;
    const run = runName(name);
    if (name.trim() === "") problem(path, "the name is empty", "use a name that describes the assertion");
    else if (run === OWN_RUN)
      problem(path, `is the run ${OWN_RUN}, which every stack already has`, "give it another name");
    else if (before[role].has(run) || runs[role].has(run))
      problem(path, `is the run ${run}, which already exists`, "give it another name");
    if (!isDataObject(assertion)) {
      problem(path, `must be an object, got ${redacted(assertion)}`, "set condition and errorMessage");
      return;
    }
    for (const field of Object.keys(assertion))
      if (field !== "condition" && field !== "errorMessage")
        problem(
          `${path}.${field}`,
          `unknown field${didYouMean(field, ["condition", "errorMessage"])}`,
          "set condition and errorMessage",
        );
    const { condition, errorMessage } = assertion;
    if (typeof condition !== "string" || condition.trim() === "")
      problem(`${path}.condition`, `must be an expression, got ${redacted(condition)}`, "write it as `${…}`");
    else if (!Token.isUnresolved(condition) && !condition.includes("${"))
      problem(
        `${path}.condition`,
        `must be an expression, got the string ${redacted(condition)}`,
        `write it as ${redacted("${" + condition + "}")}`,
      );
    if (typeof errorMessage !== "string" || errorMessage.trim() === "")
      problem(
        `${path}.errorMessage`,
        `must be a string that is not empty, got ${redacted(errorMessage)}`,
        "describe what is wrong if the assertion fails",
      );
    if (typeof condition === "string" && typeof errorMessage === "string")
      runs[role].set(run, { condition, errorMessage });
  }
}

function isRole(name: string): name is StackRole {
  return (stackRoles as readonly string[]).includes(name);
}

const MOCKS: Readonly<Record<keyof TerraformMocks, string>> = {
  resources: "attributes by type",
  data: "attributes by type",
  remoteStates: "outputs by name",
};

/** Checks what mocked providers are to answer, as far as that can be without their schemas. */
export function checkMocks(mocks: unknown): readonly Problem[] {
  const path = `${root}.mocks`;
  const known = Object.keys(MOCKS);
  const wrong = (where: string, value: unknown, fix: string): Problem => ({
    path: where,
    message: `must be an object, got ${redacted(value)}`,
    from: [],
    fix,
  });
  if (!isDataObject(mocks)) return [wrong(path, mocks, `give ${known.join(", ")}`)];
  return Object.entries(mocks).flatMap(([kind, values]) => {
    const fix = `give ${MOCKS[kind as keyof TerraformMocks]}`;
    if (!known.includes(kind))
      return [
        {
          path: `${path}.${kind}`,
          message: `unknown field${didYouMean(kind, known)}`,
          from: [],
          fix: `use one of ${known.join(", ")}`,
        },
      ];
    if (values === undefined) return [];
    if (!isDataObject(values)) return [wrong(`${path}.${kind}`, values, fix)];
    return Object.entries(values)
      .filter(([, each]) => !isDataObject(each))
      .map(([name, each]) => wrong(`${path}.${kind}.${name}`, each, fix));
  });
}
