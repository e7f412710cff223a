import { deploy } from "../../lib/terraform/deployment/deploy";
import { destroy } from "../../lib/terraform/deployment/destroy";
import { planStack } from "../../lib/terraform/deployment/plan-stack";
import { PLATFORM_AND_WORKLOADS, PlainStacks, type StateOf } from "../support/plain-stacks";
import { StateServer } from "../support/state-server";

let server: StateServer;
let stacks: PlainStacks;

beforeAll(async () => {
  server = await StateServer.start();
  stacks = new PlainStacks();
  const stateOf: StateOf = (stack) => {
    const address = `${server.address}/${stack}`;
    return ["http", { address, lock_address: address, unlock_address: address }];
  };
  stacks.write(PLATFORM_AND_WORKLOADS, stateOf);
});
afterAll(async () => {
  stacks.remove();
  await server.stop();
});

describe("stacks with their states on a server", () => {
  test("a new one is planned with the outputs that it expects, and writes no state", async () => {
    const deployment = stacks.deployment();
    const { changes, expects } = await planStack(deployment, "workloads");
    expect(expects).toEqual(["platform"]);
    expect(changes).toHaveLength(1);
    expect([...server.states.keys()]).toEqual([]);
  });

  test("they are deployed one after the other, and each reads the state of the one before", async () => {
    await deploy(stacks.deployment());
    expect([...server.states.keys()].sort()).toEqual(["/platform", "/workloads"]);
    const state = JSON.parse(server.states.get("/workloads") ?? "") as {
      readonly outputs: Readonly<Record<string, { readonly value: string }>>;
    };
    expect(state.outputs["app"]?.value).toBe("one");
    expect(server.asked).toEqual(expect.arrayContaining(["LOCK /platform", "UNLOCK /workloads"]));
  });

  test("a second plan has no changes, and one that only reads takes no lock", async () => {
    const deployment = stacks.deployment();
    const before = server.asked.length;
    for (const stack of ["platform", "workloads"])
      expect(await planStack(deployment, stack, { readOnly: true })).toMatchObject({ changes: [] });
    expect(server.asked.slice(before).filter((asked) => asked.startsWith("LOCK"))).toEqual([]);
  });

  test("they are destroyed in the other order", async () => {
    const deployment = stacks.deployment();
    await destroy(deployment, deployment.stacks);
    for (const state of server.states.values()) expect(JSON.parse(state)).toMatchObject({ resources: [] });
  });
});
