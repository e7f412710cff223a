import { spawnSync } from "node:child_process";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { deploy } from "../../lib/terraform/deployment/deploy";
import { initialiseAll } from "../../lib/terraform/deployment/deployment";
import { isEncrypted } from "../../lib/terraform/deployment/encrypted-empty-state";
import { type StackPlan, planStack } from "../../lib/terraform/deployment/plan-stack";
import { PLATFORM_AND_WORKLOADS as TWO, PlainStacks } from "../support/plain-stacks";
import { program } from "../support/terraform-program";

/** What OpenTofu is told by TF_ENCRYPTION, and Terraform does not read. */
const ENCRYPTION = `
key_provider "pbkdf2" "key" {
  passphrase = "a passphrase of this test alone"
  iterations = 200000
}
method "aes_gcm" "method" {
  keys = key_provider.pbkdf2.key
}
state {
  method   = method.aes_gcm.method
  enforced = true
}
plan {
  method   = method.aes_gcm.method
  enforced = true
}
remote_state_data_sources {
  default {
    method = method.aes_gcm.method
  }
}
`;

/** The same as a stack has it. In JSON, a method is named without \${}. */
const ENCRYPTION_BLOCK = {
  key_provider: { pbkdf2: { key: { passphrase: "a passphrase of this test alone", iterations: 200_000 } } },
  method: { aes_gcm: { method: { keys: "${key_provider.pbkdf2.key}" } } },
  state: { method: "method.aes_gcm.method", enforced: true },
  remote_state_data_sources: { default: { method: "method.aes_gcm.method" } },
};

const runsOpenTofu = spawnSync(program, ["version"], { encoding: "utf8" }).stdout.startsWith("OpenTofu");
const before = process.env["TF_ENCRYPTION"];
let stacks: PlainStacks;
beforeEach(() => {
  stacks = new PlainStacks();
});
afterEach(() => {
  stacks.remove();
  if (before === undefined) Reflect.deleteProperty(process.env, "TF_ENCRYPTION");
  else process.env["TF_ENCRYPTION"] = before;
});

/** The plan of what reads another stack. */
async function plannedWorkloads(): Promise<StackPlan> {
  const deployment = stacks.deployment();
  await initialiseAll(deployment);
  return planStack(deployment, "workloads");
}

const expectExpected = ({ expects, json }: StackPlan): void => {
  expect(expects).toEqual(["platform"]);
  expect(JSON.parse(json)).toMatchObject({
    resource_changes: [{ change: { after: { input: "expected" } } }],
  });
  expect(readdirSync(join(stacks.outdir, "stacks"))).toEqual(["platform", "workloads"]);
};

describe("states that TF_ENCRYPTION encrypts", () => {
  beforeEach(() => {
    process.env["TF_ENCRYPTION"] = ENCRYPTION;
  });

  test("a reader is planned before what it reads is deployed, and nothing is left behind", async () => {
    stacks.write(TWO);
    expectExpected(await plannedWorkloads());
  });

  test("stacks are deployed, and what reads them plans no change", async () => {
    stacks.write(TWO);
    expect(await deploy(stacks.deployment())).toEqual({
      platform: "1 added, 0 changed, 0 destroyed",
      workloads: "1 added, 0 changed, 0 destroyed",
    });
    expect(await plannedWorkloads()).toMatchObject({ expects: [], changes: [] });
    const states = ["platform", "workloads"].map((stack) => readFileSync(stacks.stateFile(stack), "utf8"));
    expect(states.map((state) => state.includes('"encrypted_data"'))).toEqual([runsOpenTofu, runsOpenTofu]);
  });
});

describe("states that a block of their stack encrypts", () => {
  test.each([
    ["a stack with the block is encrypted", { encryption: ENCRYPTION_BLOCK }, true],
    ["a stack without it is not", {}, false],
  ])("%s", (_name, terraform, expected) => {
    expect(isEncrypted(JSON.stringify({ terraform }))).toBe(expected);
  });

  // Terraform refuses the block.
  (runsOpenTofu ? test : test.skip)(
    "a reader is planned before what it reads is deployed, on OpenTofu",
    async () => {
      stacks.write(TWO);
      for (const stack of ["platform", "workloads"]) {
        const file = join(stacks.outdir, "stacks", stack, "cdk.tf.json");
        const { terraform, ...rest } = JSON.parse(readFileSync(file, "utf8")) as {
          readonly terraform: object;
        };
        writeFileSync(
          file,
          JSON.stringify({ ...rest, terraform: { ...terraform, encryption: ENCRYPTION_BLOCK } }),
        );
      }
      expectExpected(await plannedWorkloads());
    },
  );
});
