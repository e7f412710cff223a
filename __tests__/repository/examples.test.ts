import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execute, filesIn, root } from "../support/packed";

const examples = readdirSync(join(root, "examples")).filter((name) =>
  existsSync(join(root, "examples", name, "main.ts")),
);
/** Its bindings have to be generated first: terraform-module.test.ts does. */
const synthesised = examples.filter((name) => name !== "terraform-module");
const folder = mkdtempSync(join(tmpdir(), "examples-"));
const tsx = join(root, "node_modules/tsx/dist/cli.mjs");
const IN_PROD = { ...process.env, BACKEND_ENVIRONMENT: "prod" };

/** Runs each example in its folder, all in one process: to load the library takes longer than an example. */
const ALL = `
  const [outdir, ...names] = process.argv.slice(2);
  for (const name of names) {
    const example = ${JSON.stringify(join(root, "examples"))} + "/" + name;
    process.chdir(example);
    process.env.CDKTF_OUTDIR = outdir + "/" + name;
    require("node:fs").mkdirSync(process.env.CDKTF_OUTDIR, { recursive: true });
    require(example + "/main.ts");
  }
`;

function stacksIn(outdir: string): readonly string[] {
  return filesIn(outdir).filter((file) => file.endsWith("cdk.tf.json"));
}

afterAll(() => {
  rmSync(folder, { recursive: true });
});

test("there is an example for each way to begin", () => {
  expect(examples).toEqual([
    "company",
    "custom-configuration",
    "minimal",
    "multi-region",
    "opt-out",
    "production",
    "terraform-module",
  ]);
});

test.each(examples)("the example %s is deployed by a test of its own", (name) => {
  const stage = readdirSync(join(root, "__tests__/terraform"));
  expect(stage).toEqual(
    expect.arrayContaining([expect.stringMatching(`^(example|deploy)-${name}\\.test\\.ts$`)]),
  );
});

test.each(examples)("the example %s is in the README", (name) => {
  expect(readFileSync(join(root, "README.md"), "utf8")).toContain(`(examples/${name}/main.ts)`);
});

describe("synthesised twice", () => {
  /** Two folders with a folder of each example's stacks. */
  const [one, other] = ["one", "other"].map((name) => join(folder, name)) as [string, string];

  beforeAll(async () => {
    const script = join(folder, "all.cjs");
    writeFileSync(script, ALL);
    for (const outdir of [one, other])
      await execute(process.execPath, [tsx, script, outdir, ...synthesised], { cwd: root, env: IN_PROD });
  }, 300_000);

  test("the apps of the example in several regions write their own stacks each", () => {
    const preferred = stacksIn(join(one, "multi-region")).flatMap((file) => {
      const text = readFileSync(join(one, "multi-region", file), "utf8");
      return [...text.matchAll(/"FEEDBACK_COSMOS_PREFERRED_LOCATIONS": "([^"]+)"/g)].map(
        ([, regions]) => regions,
      );
    });
    // The west names the east's account, whose other regions it does not know.
    expect(new Set(preferred)).toEqual(new Set(["East US 2,West US 2", "West US 2"]));
  });

  test.each(synthesised)("the example %s writes the same stacks each time", (name) => {
    const stacks = stacksIn(join(one, name));
    expect(stacks.length).toBeGreaterThanOrEqual(3);
    for (const stack of stacks)
      expect(readFileSync(join(one, name, stack), "utf8")).toBe(
        readFileSync(join(other, name, stack), "utf8"),
      );
  });
});
