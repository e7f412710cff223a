import { spawnSync } from "node:child_process";
import fc from "fast-check";
import { ofJob } from "../../../lib/pipeline/bootstrap/bootstrap-plan";
import { planRequested } from "../../../lib/pipeline/bootstrap/plan-requested";
import { requested, requestedText } from "../../../lib/pipeline/bootstrap/requested-text";
import { withValue, without } from "../../../lib/settings/option-path";
import { azureDevOps, github, pullRequests } from "../example-settings";
import { backendWith, bootstrapWith, pullRequestInput, pullRequestsWith } from "./example-plan";

const input = {
  backend: backendWith(),
  loginSubscriptionId: undefined,
  resourceGroup: undefined,
  builtIn: false,
};

/** The arguments that a shell gives to az, for each call of it. */
function callsOf(command: string): readonly (readonly string[])[] {
  const script = `az() { printf '%s\\0' "$@"; printf '\\n\\0'; case "$*" in *principalId*) ;; esac; }\n${command}`;
  const { stdout, status } = spawnSync("sh", ["-c", script], { encoding: "utf8" });
  expect(status).toBe(0);
  const words = stdout.split("\0");
  const calls: string[][] = [[]];
  for (const word of words)
    if (word === "\n") calls.push([]);
    else if (word !== "") calls.at(-1)?.push(word);
  return calls.filter(({ length }) => length > 0);
}

test("what somebody else is asked for is complete: resources, roles as JSON, assignments and commands", () => {
  const plan = bootstrapWith();
  const asked = requested(plan);
  const text = requestedText(plan);
  for (const each of asked.resources) expect(text).toContain(`- ${each}`);
  for (const role of Object.values(asked.roles)) expect(text).toContain(JSON.stringify(role, undefined, 2));
  for (const each of asked.commands) expect(text).toContain(each);
  expect(Object.keys(asked.roles)).toEqual(plan.roles.map(({ id }) => `${id}.json`));
  expect(asked.roles["plan_writer_role.json"]).toEqual({
    Name: "Saved plan writer (sttfstate)",
    Description: "Creates saved plans in a container. Neither reads nor replaces one.",
    Actions: [],
    NotActions: [],
    DataActions: ["Microsoft.Storage/storageAccounts/blobServices/containers/blobs/add/action"],
    AssignableScopes: [`/subscriptions/${plan.subscriptionId}`],
  });
  expect(asked.assignments).toHaveLength(plan.assignments.length);
  expect(asked.assignments.filter(({ condition }) => condition !== undefined)).toHaveLength(2);
  expect(requestedText(bootstrapWith())).toBe(text);
});

test("a shell reads each command as it is meant", () => {
  const plan = bootstrapWith();
  const calls = requested(plan).commands.map(callsOf);
  for (const each of calls) expect(each[0]?.[0]).toMatch(/^[a-z]+$/);
  const all = calls.map(([first = []]) => first.join(" "));
  expect(all.find((each) => each.startsWith("identity federated-credential"))).toContain(
    "--subject repo:acme@123/notes@456:environment:prod-plan",
  );
  const conditional = calls.flat().find((words) => words.includes("--condition"));
  expect(conditional?.[conditional.indexOf("--condition") + 1]).toBe(
    plan.assignments.find(({ condition }) => condition !== undefined)?.condition,
  );
  const policy = calls.flat().find((words) => words.includes("--policy"));
  expect(JSON.parse(policy?.[policy.indexOf("--policy") + 1] ?? "")).toMatchObject({
    rules: [{ name: "delete-tfstate-prod-plans" }],
  });
});

test("no subject can say anything to the shell", () => {
  const subject = fc.stringMatching(/^repo:[ -)+-~]{1,20}:x$/);
  fc.assert(
    fc.property(subject, (given) => {
      const plan = bootstrapWith();
      const own = ofJob(plan.identities, "plan");
      const identities = {
        ...plan.identities,
        plan: { ...own, credential: { ...own.credential, subject: given } },
      };
      const command = requested({ ...plan, identities }).commands.find((each) =>
        each.includes("federated-credential"),
      );
      const [words = []] = callsOf(command ?? "");
      expect(words[words.indexOf("--subject") + 1]).toBe(given);
    }),
    { numRuns: 25 },
  );
});

test("built-in roles need no definitions, and say what they give too much", () => {
  const text = requestedText(bootstrapWith({}, { builtIn: true }));
  expect(text).not.toContain("az role definition create");
  expect(text).toContain("Built-in roles give more than is needed:");
  expect(text).toContain("reads, replaces and deletes saved plans, which contain state");
});

describe("a pipeline.json that is not complete", () => {
  test("where there is none, everything stands in angle brackets, with the commands for both systems", () => {
    const { text, missing } = planRequested(input, undefined);
    expect(missing.map(({ path }) => path)).toEqual([
      "system",
      "environments.prod.tenantId",
      "environments.prod.login.issuer",
      "environments.prod.login.plan.subject",
      "environments.prod.login.apply.subject",
    ]);
    expect(text).toContain("'<subject of jobs that apply>'");
    expect(text).toContain("'<subscription id>'");
    expect(text).toContain("gh api repos/OWNER/REPO/actions/oidc/customization/sub");
    expect(text).toContain("az devops service-endpoint show --id ID --query authorization.parameters");
  });

  test.each([
    ["GitHub", github, "gh api repos/OWNER/REPO", "az devops"],
    [
      "Azure DevOps",
      { ...azureDevOps, environments: { prod: azureDevOps.environments.dev } },
      "az devops service-endpoint show",
      "gh api",
    ],
  ])("%s: a subject that is missing is named with its own command", (_name, settings, own, other) => {
    const draft = without(settings, ["environments", "prod", "login", "apply", "subject"]);
    const { text, missing } = planRequested(input, JSON.stringify(draft));
    expect(missing.map(({ path }) => path)).toEqual(["environments.prod.login.apply.subject"]);
    expect(text).toContain(own);
    expect(text).not.toContain(other);
    const complete = planRequested(input, JSON.stringify(settings));
    expect(complete.missing).toEqual([]);
    expect(complete.text).not.toContain("lacks what stands");
  });

  test("what other environments lack, nobody is told here", () => {
    const draft = without(github, ["environments", "dev", "login", "plan", "subject"]);
    expect(planRequested(input, JSON.stringify(draft)).missing).toEqual([]);
  });

  test("what is wrong is an error all the same", () => {
    const wrong = withValue(github, ["environments", "prod", "login", "apply", "subject"], "acme/notes");
    expect(() => planRequested(input, JSON.stringify(wrong))).toThrow("names a repository");
    const other = JSON.stringify({ ...github, environments: { dev: github.environments.dev } });
    expect(() => planRequested(input, other)).toThrow("environments.prod: is missing in pipeline.json");
  });
});

describe("environments of pull requests", () => {
  test("one container, one identity and no saved plans are asked for, each by a command", () => {
    const plan = pullRequestsWith();
    const { resources, roles, assignments, commands } = requested(plan);
    expect(resources.map((each) => each.split(":")[0])).toEqual([
      expect.stringContaining("resource group rg-sttfstate in"),
      "storage account sttfstate",
      "blob container tfstate-pr",
      "identity id-notes-pr-apply",
      "lock keep-data (CanNotDelete) on the storage account",
    ]);
    expect(Object.keys(roles)).toEqual([
      "apply_role.json",
      "state_owner_role.json",
      "package_writer_role.json",
    ]);
    expect(assignments.map(({ identity }) => identity)).toEqual(Array(3).fill("id-notes-pr-apply"));
    expect(commands.join("\n")).not.toMatch(/management-policy|-plans|undefined/);
    expect(callsOf(commands.find((each) => each.includes("federated-credential")) ?? "").flat()).toContain(
      "repo:acme@123/notes@456:environment:pr",
    );
  });

  test("without a pipeline.json, there is one subject to find out", () => {
    const { text, missing } = planRequested(pullRequestInput(), undefined);
    expect(missing.map(({ path }) => path)).toEqual([
      "system",
      "environments.pr-*.tenantId",
      "environments.pr-*.login.issuer",
      "environments.pr-*.login.apply.subject",
    ]);
    expect(text).toContain("then :environment:pr. ");
    expect(text).toContain("of a service connection (");
    expect(text).not.toContain("jobs that plan");
  });

  test("a file that has a part of it is filled in", () => {
    const { subject: _left, ...apply } = pullRequests.login.apply;
    const draft = {
      ...github,
      environments: {
        ...github.environments,
        "pr-*": { ...pullRequests, login: { ...pullRequests.login, apply } },
      },
    };
    const { text, missing } = planRequested(pullRequestInput(), JSON.stringify(draft));
    expect(missing.map(({ path }) => path)).toEqual(["environments.pr-*.login.apply.subject"]);
    expect(text).toContain("'<subject of jobs that apply>'");
  });
});
