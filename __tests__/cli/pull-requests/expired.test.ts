import type { Result } from "../../../lib/cli/command";
import { expired } from "../../../lib/cli/run/expired";
import { Refusal } from "../../../lib/stand-in/exchange";
import type { AzureConnection } from "../../../lib/release";
import type { AppProject } from "../../support/app-project";
import { connectionTo, subscriptionId } from "../../support/doctor-online";
import { Manager } from "../../support/manager";
import { makeGroups, pullRequestProject, surroundingsIn } from "../../support/pull-request-app";

const SUBSCRIPTION = `/subscriptions/${subscriptionId}`;

let project: AppProject;
beforeAll(() => {
  project = pullRequestProject();
});
afterAll(() => {
  project.remove();
});

function listed(
  connection: AzureConnection,
  given: { readonly subscription?: readonly string[] } = {},
  variables?: Readonly<Record<string, string>>,
): Promise<Result> {
  return expired(
    { app: undefined, subscription: [], ...given },
    surroundingsIn(project.folder, variables),
    undefined,
    () => connection,
  );
}

describe("environments whose last day is over", () => {
  test("there is none", async () => {
    const manager = new Manager();
    makeGroups(manager, "pr-12", { "pull-request": "12", expires: "2026-11-30" });
    makeGroups(manager, "dev", {});
    expect(await listed(connectionTo(manager))).toEqual({
      ended: "done",
      text: "No environment has outlived its last day.\npr-12: its last day is not over.",
      json: { environments: [], current: ["pr-12"] },
    });
  });

  test("each is listed with its cost and the command that destroys it, and nothing is changed", async () => {
    const manager = new Manager();
    makeGroups(manager, "pr-12", { "pull-request": "12", expires: "2026-11-20" });
    makeGroups(manager, "pr-7", { "pull-request": "7", expires: "2026-11-29" });
    makeGroups(manager, "pr-13", { "pull-request": "13", expires: "2026-12-01" });
    const connection = connectionTo(manager);
    const { ended, text, json } = await listed(connection);
    expect(ended).toBe("changes");
    expect(text.replaceAll(/\d+\.\d\d to \d+\.\d\d/g, "LOW to HIGH")).toBe(
      `pr-12 (pull request 12): its last day was 2026-11-20, 10 days ago
  subscription ${subscriptionId}, resource groups rg-shop-pr-12-network, rg-shop-pr-12-platform, rg-shop-pr-12-workloads
  cost: LOW to HIGH USD a month, by the options of today
  to destroy it: npx cdktf-azure-backend destroy --environment pr-12

pr-7 (pull request 7): its last day was 2026-11-29, 1 day ago
  subscription ${subscriptionId}, resource groups rg-shop-pr-7-network, rg-shop-pr-7-platform, rg-shop-pr-7-workloads
  cost: LOW to HIGH USD a month, by the options of today
  to destroy it: npx cdktf-azure-backend destroy --environment pr-7

pr-13: its last day is not over.`,
    );
    expect(json).toMatchObject({
      environments: [
        {
          environment: "pr-12",
          standing: "expired",
          locks: [],
          command: expect.stringContaining("pr-12") as string,
        },
        { environment: "pr-7" },
      ],
      current: ["pr-13"],
    });
    expect(connection.sent.filter(({ method }) => method !== "GET")).toEqual([]);
  });

  test("a tag that is missing or no day is found too", async () => {
    const manager = new Manager();
    makeGroups(manager, "pr-1", { "pull-request": "1" });
    makeGroups(manager, "pr-2", { "pull-request": "2", expires: "soon" });
    const { text, json } = await listed(connectionTo(manager));
    expect(text).toContain("pr-1 (pull request 1): it has no last day");
    expect(text).toContain('pr-2 (pull request 2): its tag expires is "soon", which is no day');
    expect(json).toMatchObject({ environments: [{ standing: "no last day" }, { standing: "not a day" }] });
  });

  test("an environment with an option of its own is found, and one of another project is not", async () => {
    const manager = new Manager();
    makeGroups(manager, "demo", { Expires: "2026-11-01" });
    makeGroups(manager, "pr-12", { "pull-request": "12", expires: "2026-11-01" }, "other");
    const { json, text } = await listed(connectionTo(manager));
    expect(json).toMatchObject({ environments: [{ environment: "demo", cost: null }] });
    expect(text).toContain("cost: unknown, because the app does not define it: demo: 1 problem".slice(0, 50));
  });

  test("tags of the options' own do not hide it", async () => {
    const own = pullRequestProject('{ tags: { Project: "Web shop", environment: "preview" } }');
    try {
      const manager = new Manager();
      const tags = {
        project: "Web shop",
        environment: "preview",
        "pull-request": "12",
        expires: "2026-11-01",
      };
      makeGroups(manager, "pr-12", tags);
      const { json } = await expired(
        { app: undefined, subscription: [] },
        surroundingsIn(own.folder),
        undefined,
        () => connectionTo(manager),
      );
      expect(json).toMatchObject({ environments: [{ environment: "pr-12", standing: "expired" }] });
    } finally {
      own.remove();
    }
  });

  test("what is no name of an environment gets into no command", async () => {
    const manager = new Manager();
    makeGroups(manager, "x", { environment: "pr-1; rm -rf /", expires: "2026-11-01" });
    expect(await listed(connectionTo(manager))).toMatchObject({ ended: "done" });
  });

  test("a deployment that was interrupted has given some groups a later day: it counts", async () => {
    const manager = new Manager();
    makeGroups(manager, "pr-12", { "pull-request": "12", expires: "2026-11-20" });
    manager.put(`${SUBSCRIPTION}/resourceGroups/rg-shop-pr-12-network`, {
      location: "westeurope",
      tags: { project: "shop", environment: "pr-12", "pull-request": "12", expires: "2026-12-20" },
    });
    expect(await listed(connectionTo(manager))).toMatchObject({ json: { current: ["pr-12"] } });
  });
});

describe("locks", () => {
  const lock = (scope: string, level = "CanNotDelete"): [string, { properties: { level: string } }] => [
    `${scope}/providers/Microsoft.Authorization/locks/keep`,
    { properties: { level } },
  ];

  test("a locked environment is named with the lock, and what to do", async () => {
    const manager = new Manager();
    makeGroups(manager, "pr-12", { "pull-request": "12", expires: "2026-11-20" });
    makeGroups(manager, "pr-1", { "pull-request": "1", expires: "2026-11-20" });
    const group = `${SUBSCRIPTION}/resourceGroups/rg-shop-pr-12-platform`;
    manager.put(...lock(group));
    const { text, json } = await listed(connectionTo(manager));
    expect(text).toContain(
      `  locked: CanNotDelete lock "keep" on ${group}. An Owner or User Access Administrator deletes it first: ` +
        `az lock delete --ids "${group}/providers/Microsoft.Authorization/locks/keep"`,
    );
    expect(json).toMatchObject({
      environments: [
        { environment: "pr-1", locks: [] },
        { environment: "pr-12", locks: [{ name: "keep", level: "CanNotDelete", scope: group }] },
      ],
    });
    // What the stand-in does with it, as Azure: a destroy would stop there.
    expect(manager.refusal("DELETE", group)).toContain("409 ScopeLocked");
  });

  test("a lock on the subscription locks all of them", async () => {
    const manager = new Manager();
    makeGroups(manager, "pr-12", { "pull-request": "12", expires: "2026-11-20" });
    manager.put(...lock(SUBSCRIPTION, "ReadOnly"));
    expect((await listed(connectionTo(manager))).text).toContain(`ReadOnly lock "keep" on ${SUBSCRIPTION}.`);
  });

  test("locks that the login may not read are said to be unknown", async () => {
    const manager = new Manager();
    makeGroups(manager, "pr-12", { "pull-request": "12", expires: "2026-11-20" });
    const connection = connectionTo(manager, ({ url }) =>
      url.includes("/locks?") ? { status: 403, headers: {}, body: "{}" } : undefined,
    );
    const { ended, text, json } = await listed(connection);
    expect(ended).toBe("changes");
    expect(text).toContain("  locks: unknown, the login needs Microsoft.Authorization/locks/read");
    expect(json).toMatchObject({ environments: [{ locks: null }] });
  });
});

describe("a call that cannot be answered", () => {
  test("without the right to read resource groups, the right is named", async () => {
    const connection = connectionTo(new Manager(), () => ({ status: 403, headers: {}, body: "{}" }));
    await expect(listed(connection)).rejects.toThrow(
      `Azure answered 403 for the resource groups of subscription ${subscriptionId}: the login needs ` +
        "Microsoft.Resources/subscriptions/resourceGroups/read there, which the role Reader has.",
    );
  });

  test("without a login, the way to one is named", async () => {
    const connection = {
      ...connectionTo(new Manager()),
      token: () => Promise.reject(new Error("nobody is signed in")),
    };
    await expect(listed(connection)).rejects.toThrow("nobody is signed in: run az login");
  });

  test("without a subscription, it is asked for; one that is named is looked in", async () => {
    const connection = connectionTo(new Manager());
    await expect(listed(connection, {}, {})).rejects.toThrow("expired needs a subscription");
    expect(await listed(connection, { subscription: [subscriptionId] }, {})).toMatchObject({ ended: "done" });
  });

  test("the stand-in lists resource groups by tag alone", () => {
    const manager = new Manager();
    makeGroups(manager, "pr-12", { "pull-request": "12" });
    const of = (filter: string): unknown =>
      manager.get(`${SUBSCRIPTION}/resourcegroups?$filter=${encodeURIComponent(filter)}`)["value"];
    expect(of("tagName eq 'Pull-Request'")).toHaveLength(3);
    expect(of("tagName eq 'pull-request' and tagValue eq '12'")).toHaveLength(3);
    expect(of("tagName eq 'pull-request' and tagValue eq '1'")).toEqual([]);
    expect(() => of("name eq 'rg'")).toThrow(Refusal);
  });
});
