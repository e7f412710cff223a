import { examineAzure } from "../../lib/cli/doctor/azure";
import type { Examined } from "../../lib/cli/doctor/examined";
import type { Deployment } from "../../lib/cli/doctor/rights";
import type { Permission } from "../../lib/rights/permission";
import { HOST, connectionTo, deploymentOf, found, subscriptionId } from "../support/doctor-online";
import { Manager } from "../support/manager";

const deployment = deploymentOf();
const { resourceGroups } = deployment.plan;

describe("what the login may do", () => {
  const CONTRIBUTOR: Permission = {
    actions: ["*"],
    notActions: ["Microsoft.Authorization/*/Delete", "Microsoft.Authorization/*/Write"],
  };
  const ADMINISTRATOR: Permission = {
    actions: [
      "Microsoft.Authorization/roleAssignments/write",
      "Microsoft.Authorization/roleAssignments/delete",
      "*/read",
    ],
  };
  const prod = deploymentOf({ environment: "prod" });

  /** Finding for the rights, where a scope has these roles; one without any is not there. */
  async function rights(
    of: Deployment,
    roles: Readonly<Record<string, readonly Permission[]>>,
    answer = (value: readonly Permission[]): object => ({ value }),
  ): Promise<Examined | undefined> {
    const connection = connectionTo(new Manager(), ({ url }) => {
      const [, scope] =
        /^(.*)\/providers\/Microsoft\.Authorization\/permissions$/.exec(new URL(url).pathname) ?? [];
      if (scope === undefined) return undefined;
      const given = roles[scope];
      return given === undefined
        ? { status: 404, headers: {}, body: "{}" }
        : { status: 200, headers: {}, body: JSON.stringify(answer(given)) };
    });
    return found(await examineAzure(connection, HOST, subscriptionId, [of]), "Rights");
  }
  const SUBSCRIPTION = `/subscriptions/${subscriptionId}`;
  /** Groups where a deployer has both roles. */
  const groups = (...given: readonly string[]): Readonly<Record<string, readonly Permission[]>> =>
    Object.fromEntries(
      given.map((group) => [`${SUBSCRIPTION}/resourceGroups/${group}`, [CONTRIBUTOR, ADMINISTRATOR]]),
    );

  test("Contributor and Role Based Access Control Administrator are enough where there are no locks", async () => {
    expect(await rights(deployment, { [SUBSCRIPTION]: [CONTRIBUTOR, ADMINISTRATOR] })).toMatchObject({
      state: "ok",
    });
  });

  test("Contributor alone may not assign roles, nor touch locks", async () => {
    expect(await rights(prod, { [SUBSCRIPTION]: [CONTRIBUTOR] })).toEqual({
      what: "Rights",
      state: "warning",
      found: expect.stringMatching(
        /^the login lacks 4 of the \d+ permissions that a deployment of shop \(prod\) needs: Microsoft\.Authorization\/locks\/delete, Microsoft\.Authorization\/locks\/write, Microsoft\.Authorization\/roleAssignments\/delete, Microsoft\.Authorization\/roleAssignments\/write$/,
      ) as string,
      fix:
        "the deploying identity needs, on the subscription or its three resource groups: Role Based Access Control Administrator, with the condition that " +
        "leastRights computes; a custom role with Microsoft.Authorization/locks/delete and Microsoft.Authorization/locks/write. " +
        "If bootstrap gave it its role, run bootstrap again: it updates the role. See docs/guides/permissions.md",
    });
  });

  test("a reader lacks nearly everything, of which five are named", async () => {
    expect(await rights(deployment, { [SUBSCRIPTION]: [{ actions: ["*/read"] }] })).toMatchObject({
      state: "warning",
      found: expect.stringMatching(/needs: (?:[\w./]+, ){4}[\w./]+ and \d+ more$/) as string,
      fix: expect.stringMatching(
        /^the deploying identity needs, on the subscription or its three resource groups: Contributor; Role Based/,
      ) as string,
    });
  });

  test("a resource group that is there has rights of its own", async () => {
    const { network, platform, workloads } = resourceGroups;
    const reader = { [SUBSCRIPTION]: [{ actions: ["*/read"] }] };
    expect(await rights(deployment, { ...reader, ...groups(network, platform, workloads) })).toMatchObject({
      state: "ok",
    });
    expect(await rights(deployment, { ...reader, ...groups(network, platform) })).toMatchObject({
      state: "warning",
      found: expect.stringContaining("Microsoft.Authorization/roleAssignments/delete") as string,
    });
  });

  test("Contributor on the resource groups is not enough: what concerns the subscription has to be read", async () => {
    const everyGroup = groups(...Object.values(resourceGroups));
    expect(await rights(deployment, { [SUBSCRIPTION]: [], ...everyGroup })).toEqual({
      what: "Rights",
      state: "warning",
      found: expect.stringMatching(
        /^the login lacks 3 of the \d+ permissions that .*: Microsoft\.OperationalInsights\/deletedWorkspaces\/read, Microsoft\.Resources\/subscriptions\/providers\/read, Microsoft\.Web\/checknameavailability\/read$/,
      ) as string,
      fix: "the deploying identity needs, on the subscription: Reader. If bootstrap gave it its role, run bootstrap again: it updates the role. See docs/guides/permissions.md",
    });
  });

  test("every page of a list counts, and the token goes to no other host", async () => {
    const pages = (host: string) => (value: readonly Permission[]) =>
      value === first
        ? { value, nextLink: `https://${host}/second/providers/Microsoft.Authorization/permissions?page=2` }
        : { value };
    const first = [CONTRIBUTOR];
    const roles = { [SUBSCRIPTION]: first, "/second": [ADMINISTRATOR] };
    expect(await rights(deployment, roles, pages(HOST))).toMatchObject({ state: "ok" });
    expect(await rights(deployment, roles, pages("example.com"))).toMatchObject({ state: "warning" });
  });

  test("rights that Azure does not tell are not known", async () => {
    expect(await rights(deployment, {})).toMatchObject({
      state: "warning",
      found: "unknown for shop (dev)",
    });
  });
});
