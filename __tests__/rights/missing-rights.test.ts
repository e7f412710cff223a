import { failureOf } from "../../lib/cli/failure";
import { missingRights } from "../../lib/rights/missing-rights";
import { refusedActions } from "../../lib/rights/refused-actions";
import { CommandFailure } from "../../lib/terraform/command-failure";

const CLIENT = "The client 'a' with object id 'b'";
const authorization = (action: string): string =>
  `${CLIENT} does not have authorization to perform action '${action}' over scope '/subscriptions/1' or the scope is invalid.`;

test.each([
  [authorization("Microsoft.Storage/storageAccounts/write"), ["Microsoft.Storage/storageAccounts/write"]],
  [
    `${CLIENT} has permission to perform action 'Microsoft.Network/privateEndpoints/write' on scope 's'; however, it does not ` +
      "have permission to perform action(s) 'B/b/action,A/a/action' on the linked scope(s) 'x,y'",
    ["A/a/action", "B/b/action"],
  ],
  [
    `Authorization failed for template resource of type 'x'. ${CLIENT} does not have permission to perform action 'A/a/write' at scope 's'`,
    ["A/a/write"],
  ],
  [
    `${CLIENT} has an authorization with ABAC condition that is not fulfilled to perform action 'Microsoft.Authorization/roleAssignments/write' over scope 's'`,
    ["Microsoft.Authorization/roleAssignments/write"],
  ],
  ["│ does not have authorization to\n│ perform action 'A/a/read' over scope", ["A/a/read"]],
  [`${authorization("A/a/read")}\n${authorization("A/a/read")}`, ["A/a/read"]],
  ["Error: 409 Conflict", []],
])("Azure's refusal %# names its actions", (said, actions) => {
  expect(refusedActions(said)).toEqual(actions);
});

test.each([
  [
    "Microsoft.Storage/storageAccounts/read",
    /pipelineRoles computes have it; of a pipeline, bootstrap updates them\./,
  ],
  ["Microsoft.Storage/storageAccounts/write", /that of the one that plans does not/],
  ["Microsoft.SignalRService/webPubSub/write", /no role that pipelineRoles computes has it/],
  ["Microsoft.Authorization/roleAssignments/write", /only the roles in the condition of its own role/],
])("a missing %s is named with who gives it", (action, fix) => {
  expect(missingRights([action])).toMatch(fix);
  expect(missingRights([action])).toContain(`The login lacks ${action}: `);
});

test("a command that failed for want of a right says so after Azure's own words, and no other one does", () => {
  const { signal } = new AbortController();
  const failed = (stderr: string): string =>
    failureOf(new CommandFailure("apply of one", { status: 1, stdout: "", stderr }), signal).message;
  const refusal = authorization("Microsoft.KeyVault/vaults/write");
  expect(failed(`Error: ${refusal}`)).toBe(
    `apply of one ended with 1\n\nError: ${refusal}\n\n${missingRights(["Microsoft.KeyVault/vaults/write"])}`,
  );
  expect(failed("Error: 409 Conflict")).toBe("apply of one ended with 1\n\nError: 409 Conflict");
});
