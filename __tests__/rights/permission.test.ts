import { type Permission, isAllowed } from "../../lib/rights/permission";

test.each<[string, string, boolean]>([
  ["*", "Microsoft.Web/sites/write", true],
  ["*/read", "Microsoft.Web/sites/config/read", true],
  ["*/read", "Microsoft.Web/sites/write", false],
  ["Microsoft.Web/*", "Microsoft.Web/sites/slots/write", true],
  ["Microsoft.Web/*", "Microsoft.WebPubSub/hubs/write", false],
  ["Microsoft.Authorization/*/Write", "Microsoft.Authorization/locks/write", true],
  ["microsoft.web/sites/Write", "Microsoft.Web/sites/write", true],
  ["Microsoft.Web/sites/write", "Microsoft.Web/sites/writes", false],
  ["Microsoft.Web/sites/write", "MicrosoftxWeb/sites/write", false],
])("%s allows %s: %s", (pattern, action, expected) => {
  expect(isAllowed([{ actions: [pattern] }], action)).toBe(expected);
});

test("what one role takes back another one gives", () => {
  const action = "Microsoft.Authorization/roleAssignments/write";
  const without: Permission = { actions: ["*"], notActions: ["Microsoft.Authorization/*/Write"] };
  expect(isAllowed([without], action)).toBe(false);
  expect(isAllowed([without, { actions: ["*/read"] }], action)).toBe(false);
  expect(isAllowed([without, { actions: [action] }], action)).toBe(true);
  expect(isAllowed([], action)).toBe(false);
  expect(isAllowed([{}], action)).toBe(false);
});
