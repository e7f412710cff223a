import { ConcurrentWrites } from "../../lib/stand-in/concurrent-writes";
import { inGroup } from "../support/manager";

const identity = (name: string): string =>
  inGroup(`Microsoft.ManagedIdentity/userAssignedIdentities/${name}`);
const credential = (of: string, name: string): string =>
  `${identity(of)}/federatedIdentityCredentials/${name}`;

/** The statuses of requests that are sent at the same time. */
async function statuses(
  requests: readonly (readonly [method: string, path: string])[],
): Promise<readonly number[]> {
  const writes = new ConcurrentWrites();
  const responses = await Promise.all(
    requests.map(([method, path]) => writes.answer({ method, path }, () => ({ status: 200 }))),
  );
  return responses.map(({ status }) => status);
}

test("one federated credential of an identity is written at a time", async () => {
  const put = ["PUT", credential("id-one", "github")] as const;
  expect(await statuses([put, ["PUT", credential("ID-ONE", "azure-devops")]])).toEqual([200, 409]);
  expect(await statuses([put, ["DELETE", credential("id-one", "other")]])).toEqual([200, 409]);
});

test("reads, other identities and the identity itself wait for nobody", async () => {
  const put = ["PUT", credential("id-one", "github")] as const;
  expect(
    await statuses([
      put,
      ["GET", credential("id-one", "github")],
      ["PUT", credential("id-two", "github")],
      ["PUT", identity("id-one")],
    ]),
  ).toEqual([200, 200, 200, 200]);
});

test("a write that is over, or failed, makes room for the next", async () => {
  const writes = new ConcurrentWrites();
  const put = { method: "PUT", path: credential("id-one", "github") };
  const failed = writes.answer(put, () => {
    throw new Error("cut off");
  });
  await expect(failed).rejects.toThrow("cut off");
  expect((await writes.answer(put, () => ({ status: 201 }))).status).toBe(201);
  expect((await writes.answer(put, () => ({ status: 200 }))).status).toBe(200);
});
