import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execute, filesIn, root } from "../support/packed";

const examples = readdirSync(join(root, "examples")).filter((name) =>
  existsSync(join(root, "examples", name, "main.ts")),
);
/** Its bindings have to be generated first: terraform-module.test.ts does. */
const synthesised = examples.filter((name) => name !== "terraform-module");
const folder = mkdtempSync(join(tmpdir(), "examples-"));

afterAll(() => {
  rmSync(folder, { recursive: true });
});

test("there is one for each way to begin", () => {
  expect(examples).toEqual([
    "custom-configuration",
    "minimal",
    "multi-region",
    "opt-out",
    "production",
    "terraform-module",
  ]);
});

test.each(examples)("%s is deployed by a test of its own", (name) => {
  const stage = readdirSync(join(root, "__tests__/terraform"));
  expect(stage).toEqual(
    expect.arrayContaining([expect.stringMatching(`^(example|deploy)-${name}\\.test\\.ts$`)]),
  );
});

test("in several regions, each app writes in its own", async () => {
  const outdir = mkdtempSync(join(folder, "regions-"));
  await execute(process.execPath, [join(root, "node_modules/tsx/dist/cli.mjs"), "main.ts"], {
    cwd: join(root, "examples/multi-region"),
    env: { ...process.env, CDKTF_OUTDIR: outdir },
  });
  const preferred = filesIn(outdir)
    .filter((file) => file.endsWith("cdk.tf.json"))
    .sort()
    .flatMap((file) =>
      [
        ...readFileSync(join(outdir, file), "utf8").matchAll(
          /"FEEDBACK_COSMOS_PREFERRED_LOCATIONS": "([^"]+)"/g,
        ),
      ].map(([, regions]) => regions),
    );
  // The west names the east's account, whose other regions it does not know.
  expect(new Set(preferred)).toEqual(new Set(["East US 2,West US 2", "West US 2"]));
}, 60_000);

test.each(examples)("%s is in the README", (name) => {
  expect(readFileSync(join(root, "README.md"), "utf8")).toContain(`(examples/${name}/main.ts)`);
});

test.each(synthesised)(
  "%s writes the same stacks each time",
  async (name) => {
    const [one = "", other = ""] = ["one", "other"].map((time) =>
      mkdtempSync(join(folder, `${name}-${time}-`)),
    );
    for (const outdir of [one, other])
      await execute(process.execPath, [join(root, "node_modules/tsx/dist/cli.mjs"), "main.ts"], {
        cwd: join(root, "examples", name),
        env: { ...process.env, CDKTF_OUTDIR: outdir, BACKEND_ENVIRONMENT: "prod" },
      });
    const stacks = filesIn(one).filter((file) => file.endsWith("cdk.tf.json"));
    expect(stacks.length).toBeGreaterThanOrEqual(3);
    for (const stack of stacks)
      expect(readFileSync(join(one, stack), "utf8")).toBe(readFileSync(join(other, stack), "utf8"));
  },
  60_000,
);
