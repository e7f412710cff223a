import { containerCondition } from "../../lib/rights/container-condition";
import { mayDo } from "../../lib/stand-in/blob-rights";
import { identity } from "../../lib/stand-in/login";
import { Store } from "../../lib/stand-in/store";
import { STORAGE, assignment } from "../support/asked";
import { Manager } from "../support/manager";
import { ROLE, role } from "../support/refused-pipelines";

const BLOBS = "Microsoft.Storage/storageAccounts/blobServices/containers/blobs";
const READ = `${BLOBS}/read`;
const WRITE = `${BLOBS}/write`;
const DELETE = `${BLOBS}/delete`;
const SUBSCRIPTION = `/subscriptions/${identity.subscriptionId}`;
const ASSIGNMENT = "7c1b0f0e-0000-4000-8000-00000000000a";

const inAccount = (container: string): string => `${STORAGE}/blobServices/default/containers/${container}`;

/** Whether a caller with these data actions on the subscription may do one of them in a container. */
function may(
  action: string,
  container: string,
  condition?: string,
  dataActions: readonly string[] = [READ, WRITE],
): boolean {
  const given = {
    scope: SUBSCRIPTION,
    permission: { dataActions },
    ...(condition === undefined ? {} : { condition }),
  };
  return mayDo(identity.objectId, [action], inAccount(container), new Store(), [given]);
}

test("a role reaches every container below its scope, and does what it names", () => {
  expect(may(READ, "tfstate")).toBe(true);
  expect(may(DELETE, "tfstate")).toBe(false);
  expect(may(DELETE, "tfstate", undefined, [`${BLOBS}/*`])).toBe(true);
  expect(mayDo(identity.objectId, [READ], inAccount("tfstate"), new Store())).toBe(false);
});

test("a condition on the name of the container keeps every other one out", () => {
  const condition = containerCondition("function-packages", [READ, WRITE]);
  expect([may(READ, "function-packages", condition), may(WRITE, "function-packages", condition)]).toEqual([
    true,
    true,
  ]);
  expect([may(READ, "tfstate", condition), may(WRITE, "tfstate", condition)]).toEqual([false, false]);
});

test("a condition limits only the actions that it names", () => {
  const condition = containerCondition("function-packages", [WRITE]);
  expect([may(READ, "tfstate", condition), may(WRITE, "tfstate", condition)]).toEqual([true, false]);
});

test("Microsoft's own example is understood as it is printed there", () => {
  const example = `(
 (
  !(ActionMatches{'${DELETE}'})
  AND
  !(ActionMatches{'${READ}'})
 )
 OR 
 (
  @Resource[Microsoft.Storage/storageAccounts/blobServices/containers:name] StringEquals 'one'
 )
)`;
  expect([may(READ, "one", example), may(READ, "One", example), may(WRITE, "two", example)]).toEqual([
    true,
    false,
    true,
  ]);
  expect(() => may(READ, "one", "@Resource[x:y] StringLike 'z'")).toThrow("knows those on the container");
});

test("a role assignment has its condition too, and one without is enough", () => {
  const manager = new Manager();
  const { store } = manager.manager;
  manager.put(STORAGE, { location: "eastus2", sku: { name: "Standard_LRS" } });
  manager.put(inAccount("tfstate"), { properties: {} });
  manager.put(...role({ permissions: [{ actions: [], dataActions: [READ] }] }));
  const [id, body] = assignment(ASSIGNMENT, ROLE, identity.objectId, STORAGE);
  const properties = body["properties"] as object;
  const condition = containerCondition("function-packages", [READ]);
  manager.put(id, { ...body, properties: { ...properties, condition, conditionVersion: "2.0" } });
  const reads = (): boolean => mayDo(identity.objectId, [READ], inAccount("tfstate"), store);
  expect(reads()).toBe(false);
  manager.put(...assignment(ASSIGNMENT.replace(/a$/, "b"), ROLE, identity.objectId, inAccount("tfstate")));
  expect(reads()).toBe(true);
});
