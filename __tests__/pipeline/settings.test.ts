import fc from "fast-check";
import { PipelineSettingsError, readPipelineDraft, readPipelineSettings } from "../../lib/pipeline/settings";
import { type Data, type DataObject, isDataObject } from "../../lib/settings/data";
import { withValue, without } from "../../lib/settings/option-path";
import { azureDevOps, github } from "./example-settings";

const problemsOf = (value: unknown): readonly string[] => {
  try {
    readPipelineSettings(typeof value === "string" ? value : JSON.stringify(value));
  } catch (error) {
    if (!(error instanceof PipelineSettingsError)) throw error;
    return error.problems.map(({ path, message, fix }) => `${path}: ${message} | ${fix}`);
  }
  return [];
};
const changed = (value: DataObject, at: string, given: unknown): DataObject =>
  given === undefined ? without(value, at.split(".")) : withValue(value, at.split("."), given);

test("complete settings are read as they are written, with the audience of Microsoft Entra", () => {
  const settings = readPipelineSettings(`\u{FEFF}${JSON.stringify(github)}`);
  expect(settings).toMatchObject(github);
  expect(settings.environments["dev"]?.login.audience).toBe("api://AzureADTokenExchange");
  const own = changed(github, "environments.dev.login.audience", "api://AzureADTokenExchangeUSGov");
  expect(readPipelineSettings(JSON.stringify(own)).environments["dev"]?.login.audience).toBe(
    "api://AzureADTokenExchangeUSGov",
  );
  expect(readPipelineSettings(JSON.stringify(azureDevOps))).toMatchObject(azureDevOps);
});

describe("subjects", () => {
  test.each([
    ["old", "repo:acme/notes:environment:dev"],
    ["of 2026-07-15", "repo:acme@123/notes@456:environment:dev"],
    ["of a branch", "repo:acme@123/notes@456:ref:refs/heads/main"],
    ["customized: by ids", "repository_owner_id:123:repository_id:456:environment:dev"],
    ["customized: by workflow", "job_workflow_ref:acme/shared/.github/workflows/deploy.yml@refs/heads/main"],
    ["customized: with more claims", "repo:acme/notes:environment:dev:actor:jane"],
  ])("GitHub, %s", (_name, subject) => {
    expect(problemsOf(changed(github, "environments.dev.login.apply.subject", subject))).toEqual([]);
  });

  test.each([
    ["a name", "acme/notes"],
    ["an address", "https://github.com/acme/notes"],
    ["an address of git", "git@github.com:acme/notes.git"],
    ["a bare repository", "notes"],
    ["the beginning alone", "repo:acme/notes"],
    ["a pattern", "repo:acme/notes:*"],
    ["spaces", " repo:acme/notes:environment:dev"],
    ["a pull request that deploys", "repo:acme/notes:pull_request"],
    ["nothing", ""],
    ["too long a text", `repo:acme/notes:environment:${"x".repeat(600)}`],
  ])("GitHub: %s is refused", (_name, subject) => {
    const problems = problemsOf(changed(github, "environments.dev.login.apply.subject", subject));
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(/^environments\.dev\.login\.apply\.subject: /);
  });

  test("pull requests may plan, and one subject may plan two environments", () => {
    const subject = "repo:acme/notes:pull_request";
    const both = changed(
      changed(github, "environments.dev.login.plan.subject", subject),
      "environments.prod.login.plan.subject",
      subject,
    );
    expect(problemsOf(both)).toEqual([]);
  });

  test.each([
    [
      "in the same environment",
      "environments.dev.login.plan.subject",
      "environments.dev.login.apply.subject",
    ],
    ["in another one", "environments.prod.login.plan.subject", "environments.dev.login.apply.subject"],
    ["of two deployments", "environments.prod.login.apply.subject", "environments.dev.login.apply.subject"],
  ])("no other job has the subject that deploys: %s", (_name, one, other) => {
    const subject = "repo:acme/notes:environment:shared";
    expect(problemsOf(changed(changed(github, one, subject), other, subject)).join("\n")).toMatch(
      /is also the subject of (plan|apply) in (dev|prod), so that the same job could log in as either/,
    );
  });

  test("Azure DevOps has two issuers, each with subjects of its own", () => {
    const old = {
      issuer: "https://vstoken.dev.azure.com/0b3a2f4e-1111-2222-3333-444455556666",
      subject: "sc://acme/notes/dev",
    };
    const at = "environments.dev.login";
    const withOld = changed(
      changed(changed(azureDevOps, `${at}.issuer`, old.issuer), `${at}.apply.subject`, old.subject),
      `${at}.plan.subject`,
      `${old.subject}-plan`,
    );
    expect(problemsOf(withOld)).toEqual([]);
    expect(problemsOf(changed(azureDevOps, `${at}.apply.subject`, old.subject))).toEqual([
      expect.stringContaining("subjects that begin with sc:// are those of https://vstoken.dev.azure.com/"),
    ]);
    expect(problemsOf(changed(withOld, `${at}.apply.subject`, "/eid1/c/pub/t/a/b/sc/c/d"))).toEqual([
      expect.stringContaining("whose subjects begin with sc://"),
    ]);
  });
});

test("a system has its own issuers and its own fields", () => {
  const entra = "https://login.microsoftonline.com/0b3a2f4e-1111-2222-3333-444455556666/v2.0";
  expect(problemsOf(changed(github, "environments.dev.login.issuer", entra))).toEqual([
    expect.stringContaining("environments.dev.login.issuer: is one of Azure DevOps"),
  ]);
  expect(
    problemsOf(
      changed(github, "environments.dev.login.issuer", "https://token.actions.githubusercontent.com/"),
    ),
  ).toEqual([expect.stringContaining("ends in /")]);
  expect(
    problemsOf(
      changed(github, "environments.dev.login.issuer", "https://github.acme.example/_services/token"),
    ),
  ).toEqual([]);
  expect(
    problemsOf(
      changed(azureDevOps, "environments.dev.login.issuer", "https://token.actions.githubusercontent.com"),
    ),
  ).toEqual([expect.stringContaining("must be https://login.microsoftonline.com/<tenant>/v2.0 or")]);
  expect(problemsOf(changed(github, "environments.dev.login.plan.serviceConnection", "notes"))).toEqual([
    "environments.dev.login.plan.serviceConnection: is for azure-devops only, and system is github | remove it",
  ]);
});

test("everything that is wrong is said at once, and what is missing with how it is found", () => {
  const broken = {
    system: "githb",
    environment: {},
    environments: {
      Dev: { tenantId: "acme", login: { issuer: "token.actions", plan: { subject: "a:b" }, apply: {} } },
    },
  };
  expect(problemsOf(broken)).toEqual([
    'environment: unknown key. Did you mean "environments"? | use one of system, image, environments',
    'system: must be one of "github", "azure-devops", got "githb". Did you mean "github"? | use one of "github", "azure-devops"',
    'environments.Dev.login.issuer: must be an https:// address, exactly as the tokens have it, got "token.actions" | correct the value',
    'environments.Dev.tenantId: must be a GUID, as `az account show --query tenantId` prints it, got "acme" | correct the value',
    "environments.Dev: is no name of an environment: it has lower-case letters, digits and single hyphens, and begins with a letter | use the name that the app gives the environment",
    "environments.Dev.login.apply.subject: is missing | copy it from GitHub: gh api repos/OWNER/REPO/actions/oidc/customization/sub",
  ]);
});

test.each([
  ["ghcr.io/acme/shop", []],
  ["ghcr.io/acme/shop/api_1.2", []],
  ["ghcr.io/acme", ["image: must be an image of ghcr.io"]],
  ["ghcr.io/Acme/shop", ["image: must be an image of ghcr.io"]],
  ["ghcr.io/acme/shop:1.4.2", ["image: must be an image of ghcr.io"]],
  ["registry.example.com/acme/shop", ["image: must be an image of ghcr.io"]],
])("the image %s", (image, expected) => {
  expect(problemsOf(changed(github, "image", image)).map((each) => each.slice(0, 34))).toEqual(expected);
});

test("a draft tells what is missing, and refuses what is wrong", () => {
  const draft = changed(
    changed(github, "environments.dev.login.plan.subject", undefined),
    "environments.prod.tenantId",
    undefined,
  );
  expect(readPipelineDraft(JSON.stringify(draft)).missing.map(({ path, fix }) => `${path} | ${fix}`)).toEqual(
    [
      "environments.dev.login.plan.subject | copy it from GitHub: gh api repos/OWNER/REPO/actions/oidc/customization/sub",
      "environments.prod.tenantId | add what `az account show --query tenantId --output tsv` prints",
    ],
  );
  expect(() => readPipelineDraft(JSON.stringify({ ...draft, system: "gitlab" }))).toThrow(
    PipelineSettingsError,
  );
  const connection = changed(azureDevOps, "environments.dev.login.plan.serviceConnectionId", undefined);
  expect(readPipelineDraft(JSON.stringify(connection)).missing.map(({ path }) => path)).toEqual([
    "environments.dev.login.plan.serviceConnectionId",
  ]);
});

test.each([
  ["", "is not JSON"],
  ["[]", "must be an object"],
  ["{", "is not JSON"],
  ["null", "must be an object"],
])("%j is no such file", (text, message) => {
  expect(problemsOf(text)).toEqual([expect.stringContaining(`pipeline.json: ${message}`)]);
});

describe("the order of environments", () => {
  const after = (order: Readonly<Record<string, string | undefined>>): DataObject => ({
    ...github,
    environments: Object.fromEntries(
      Object.entries(order).map(([name, before]) => [
        name,
        {
          tenantId: "0b3a2f4e-1111-2222-3333-444455556666",
          ...(before === undefined ? {} : { after: before }),
          login: {
            issuer: "https://token.actions.githubusercontent.com",
            plan: { subject: `repo:acme/notes:environment:${name}-plan` },
            apply: { subject: `repo:acme/notes:environment:${name}` },
          },
        },
      ]),
    ),
  });

  test("an unknown environment, and a circle", () => {
    expect(problemsOf(after({ dev: undefined, prod: "dve" }))).toEqual([
      'environments.prod.after: unknown environment "dve". Did you mean "dev"? | use one of dev, or remove it',
    ]);
    expect(problemsOf(after({ dev: "prod", test: "dev", prod: "test", other: "dev" }))).toEqual([
      expect.stringContaining(
        "environments.dev.after: waits for itself: dev after prod after test after dev",
      ),
      expect.stringContaining("environments.test.after: waits for itself"),
      expect.stringContaining("environments.prod.after: waits for itself"),
    ]);
    expect(problemsOf(after({ dev: "dev" }))).toEqual([
      expect.stringContaining("waits for itself: dev after dev"),
    ]);
  });

  test("any order that begins somewhere is taken, and any circle is found", () => {
    const names = fc.uniqueArray(fc.stringMatching(/^[a-z]{1,6}$/), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(names, fc.array(fc.nat(), { minLength: 6, maxLength: 6 }), fc.nat(), (all, picks, end) => {
        const order = Object.fromEntries(
          all.map((name, index) => [name, index === 0 ? undefined : all[(picks[index] ?? 0) % index]]),
        );
        expect(problemsOf(after(order))).toEqual([]);
        const [first = ""] = all;
        const closed = { ...order, [first]: all[end % all.length] };
        expect(problemsOf(after(closed)).length).toBeGreaterThan(0);
      }),
    );
  });
});

/** The keys that lead to each value. */
function waysIn(value: Data, way: readonly string[] = []): readonly (readonly string[])[] {
  if (!isDataObject(value)) return [way];
  return [way, ...Object.entries(value).flatMap(([key, below]) => waysIn(below, [...way, key]))];
}

test("a wrong value, a key that is none and a value that is left out each name their place", () => {
  const places = [github, azureDevOps].flatMap((value) =>
    waysIn(value)
      .filter((way) => way.length > 0)
      .map((way) => ({ value, way })),
  );
  fc.assert(
    fc.property(
      fc.constantFrom(...places),
      fc.constantFrom(null, true, 7, [], {}, "*"),
      ({ value, way }, wrong) => {
        const path = way.join(".");
        const leaf = way.at(-1) ?? "";
        // Any text is a name of a connection.
        fc.pre(!(wrong === "*" && leaf === "serviceConnection"));
        const problems = problemsOf(changed(value, path, wrong));
        expect(problems.some((problem) => problem.startsWith(path))).toBe(true);
      },
    ),
  );
  fc.assert(
    fc.property(fc.constantFrom(...places), fc.stringMatching(/^z[a-z]{6,9}$/), ({ value, way }, name) => {
      const at = [...way.slice(0, -1), name].join(".");
      const isEnvironment = way.length === 2;
      expect(problemsOf(changed(value, at, {}))).toContainEqual(
        expect.stringMatching(new RegExp(`^${at}${isEnvironment ? "[.]" : ": unknown key"}`)),
      );
    }),
  );
  const optional = ["clientId", "subscriptionId", "after", "audience"];
  for (const { value, way } of places) {
    const leaf = way.at(-1) ?? "";
    const isOptional = optional.includes(leaf) || way.length === 2;
    const missing = problemsOf(changed(value, way.join("."), undefined)).some((problem) =>
      problem.startsWith(`${way.join(".")}: is missing`),
    );
    expect({ way, missing }).toEqual({ way, missing: !isOptional });
  }
});
