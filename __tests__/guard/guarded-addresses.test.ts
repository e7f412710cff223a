import fc from "fast-check";
import { BackendConfigError, type BackendOptions } from "../../lib";
import { guardedAddresses } from "../../lib/guard/guarded-addresses";
import { ExpectedIds } from "../../lib/stacks/imports/expected-id";
import { UNKNOWN } from "../../lib/decide/imports/id-formats";
import { stackRoles } from "../../lib/services/contract/service";
import { call } from "../support/arbitrary-options";
import { type SynthesisedBackend, synthBackend } from "../support/synth";
import { EVERYTHING } from "../support/with-everything";

/** What Terraform may not destroy, in the stacks as they are written: address, name and id. */
function keptInStacks({ backend }: SynthesisedBackend): readonly string[] {
  return stackRoles.flatMap((role) => {
    const stack = backend.stacks[role];
    const ids = new ExpectedIds(stack, "{subscription}");
    return ids
      .all()
      .filter(({ lifecycle }) => lifecycle?.preventDestroy === true)
      .map((each) => {
        const type = each.terraformResourceType;
        return `${stack.node.id} ${type}.${each.friendlyUniqueId} ${ids.idOf(each)}`;
      });
  });
}

const protectedOptions = (options: BackendOptions): BackendOptions => ({
  ...options,
  safeguards: { ...options.safeguards, preventDestroy: true },
});

function expectSame(synthesised: SynthesisedBackend): void {
  const { plan } = synthesised.backend;
  const guarded = guardedAddresses(plan);
  const built = keptInStacks(synthesised);
  expect(built.some((line) => line.includes(UNKNOWN.part) || line.includes(UNKNOWN.path))).toBe(false);
  expect(guarded.map(({ stack, address, id }) => `${stack} ${address} ${id}`)).toEqual([...built].sort());
  for (const { id, name } of guarded) expect(id.split("/").at(-1)).toBe(name);
}

test.each(EVERYTHING)(
  "%s: what the plan says is guarded is what prevent_destroy is written for",
  (_what, options) => {
    expectSame(synthBackend(protectedOptions(options)));
  },
);

const EXISTING = "/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg-shared/providers";

test("what is created in existing resources is guarded under their ids", () => {
  const synthesised = synthBackend(
    protectedOptions({
      external: {
        cosmos: {
          id: `${EXISTING}/Microsoft.DocumentDB/databaseAccounts/cosmos-shared`,
          createChildren: true,
        },
        storage: { id: `${EXISTING}/Microsoft.Storage/storageAccounts/stshared`, createChildren: true },
        serviceBus: { id: `${EXISTING}/Microsoft.ServiceBus/namespaces/sb-shared`, createChildren: true },
      },
      cosmos: { database: "all items", containers: { "their orders": { partitionKey: "/id" } } },
      optional: { serviceBus: { queues: { "a.b": {} } } },
    }),
  );
  expectSame(synthesised);
  const ids = guardedAddresses(synthesised.backend.plan).map(({ id }) => id);
  expect(ids).toContain(
    "/subscriptions/{subscription}/resourceGroups/rg-shared/providers/Microsoft.DocumentDB/databaseAccounts/cosmos-shared/" +
      "sqlDatabases/all items/containers/their orders",
  );
  expect(ids).toContain(`${EXISTING}/Microsoft.ServiceBus/namespaces/sb-shared/queues/a.b`);
  expect(ids.filter((id) => id.includes("/databaseAccounts/cosmos-shared/"))).toHaveLength(3);
});

test("a backend's own subscription is not in an id: the same file for everybody", () => {
  const subscriptionId = "22222222-2222-2222-2222-222222222222";
  const [without, having] = [synthBackend(), synthBackend({ subscriptionId })];
  expect(guardedAddresses(having.backend.plan)).toEqual(guardedAddresses(without.backend.plan));
});

test("for any options, what the plan says is guarded is what prevent_destroy is written for", () => {
  let compared = 0;
  fc.assert(
    fc.property(call, (options) => {
      try {
        expectSame(synthBackend(protectedOptions(options)));
        compared += 1;
      } catch (error) {
        if (!(error instanceof BackendConfigError)) throw error;
      }
    }),
    { numRuns: 100 },
  );
  expect(compared).toBeGreaterThan(0);
});
