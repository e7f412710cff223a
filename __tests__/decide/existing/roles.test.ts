import { type BackendOptions, planBackend } from "../../../lib";
import { feedbackApi, processUploadFunction, signFunction } from "../../support/sample";
import { literals } from "../../support/shared";

const components = { feedbackApi, processUploadFunction, signFunction };
const { cosmos, storage, keyVault } = literals();

/** Roles that are given and roles that are asked for, with the option that asks. */
function roles(roleAssignments: boolean, options: BackendOptions = {}) {
  const existing = [cosmos, storage, keyVault].map((each) => ({ ...each, roleAssignments }));
  const external = { cosmos: existing[0], storage: existing[1], keyVault: existing[2] };
  const plan = planBackend(components, { project: "feedback", location: "eastus2", external, ...options });
  const asked = plan.notes.flatMap(({ path, message }) => {
    const [, grant] =
      /^its owner must assign this role to the function app and each of its slots: (.*)$/.exec(message) ?? [];
    return grant === undefined ? [] : [[path, grant] as const];
  });
  return {
    given: plan.grants.map(({ service, on, below = "", role }) => `${service} ${on}${below}: ${role}`),
    asked,
  };
}

describe("a role assignment that the owner of an existing resource makes", () => {
  const all = roles(true);
  const left = roles(false);

  test("the role assignment that the owner makes is in the plan, and is the one that the backend would have made", () => {
    expect(all.asked).toEqual([]);
    expect(left.given).toEqual(["logs insights: Monitoring Metrics Publisher"]);
    const asked = left.asked.map(([, grant]) => grant.split(": ").slice(0, 2).join(": "));
    expect([...left.given, ...asked]).toEqual(all.given);
  });

  test("the role assignment is in the plan with its reason and the option that leaves it to the owner", () => {
    expect(left.asked).toContainEqual([
      "external.cosmos",
      "cosmos account/dbs/feedback-db/colls/feedback: Cosmos DB Built-in Data Contributor: feedback keeps its items there",
    ]);
    expect(left.asked).toContainEqual([
      "external.keyVault",
      "keyVault vault/secrets/jwt-secret: Key Vault Secrets User: sign has it in SIGNING_KEY",
    ]);
    expect(left.asked.filter(([path]) => path === "external.storage")).toHaveLength(5);
  });

  test("the host's role assignments are not left to the owner where the host has its own account", () => {
    const separate = roles(false, { storage: { hostAccount: "separate" } });
    expect(separate.given.filter((each) => each.startsWith("storage host"))).toHaveLength(3);
    const asked = separate.asked.filter(([path]) => path === "external.storage");
    expect(asked.map(([, grant]) => grant.split(": ")[1])).toEqual([
      "Storage Blob Data Reader",
      "Storage Blob Data Owner",
      "Storage Queue Data Message Sender",
    ]);
  });
});
