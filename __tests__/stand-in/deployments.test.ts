import { DEPLOYMENTS, deploymentsIn } from "../../lib/stand-in/template/history";
import { GROUP, Manager, inGroup } from "../support/manager";

const deployment = (name: string): string => inGroup(`${DEPLOYMENTS}/${name}`);

/** The names of the records of a group, after so many deployments. */
function recordsAfter(manager: Manager, count: number): readonly string[] {
  for (let index = 0; index < count; index += 1)
    manager.put(deployment(`d${index}`), { properties: { template: {} } });
  return names(manager);
}

function names({ manager }: Manager): readonly string[] {
  return deploymentsIn(GROUP, manager.store).map(({ name }) => name);
}

describe("the history of deployments", () => {
  test("the history of deployments keeps 700 records, and above that the newest 600", () => {
    const manager = new Manager();
    expect(recordsAfter(manager, 700)).toHaveLength(700);
    manager.put(deployment("more"), { properties: { template: {} } });
    expect(names(manager)).toHaveLength(600);
    expect(names(manager)[0]).toBe("d101");
    expect(names(manager).at(-1)).toBe("more");
  });

  test("the history of deployments takes a record that is written again as the newest", () => {
    const manager = new Manager();
    recordsAfter(manager, 700);
    for (const name of ["d0", "more"]) manager.put(deployment(name), { properties: { template: {} } });
    expect(names(manager)).toContain("d0");
    expect(names(manager)).not.toContain("d1");
  });

  test("the history of deployments is kept where the group is locked, and in another group", () => {
    const manager = new Manager();
    manager.put(`${GROUP}/providers/Microsoft.Authorization/locks/keep`, {
      properties: { level: "CanNotDelete" },
    });
    expect(recordsAfter(manager, 750)).toHaveLength(750);
    const other = new Manager();
    const elsewhere = `${GROUP}-other`;
    other.put(elsewhere, { location: "eastus2" });
    other.put(`${elsewhere}/providers/${DEPLOYMENTS}/theirs`, { properties: { template: {} } });
    expect(recordsAfter(other, 701)).toHaveLength(600);
    expect(deploymentsIn(elsewhere, other.manager.store)).toHaveLength(1);
  });

  test("the history of deployments deletes no deployed resource with a record", () => {
    const manager = new Manager();
    const vault = inGroup("Microsoft.KeyVault/vaults/kv-one");
    manager.put(vault, {});
    const template = {
      resources: [
        {
          type: "Microsoft.KeyVault/vaults/secrets",
          apiVersion: "2026-02-01",
          name: "kv-one/jwt",
          properties: {},
        },
      ],
    };
    manager.put(deployment("secret"), { properties: { template } });
    recordsAfter(manager, 700);
    expect(names(manager)).not.toContain("secret");
    expect(manager.manager.store.get(`${vault}/secrets/jwt`)).toBeDefined();
  });
});
