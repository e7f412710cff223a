import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { output, root } from "./support/packed";

const scratch = realpathSync(mkdtempSync(join(tmpdir(), "import-rules-")));
afterAll(() => {
  rmSync(scratch, { recursive: true });
});

/** A library with one import of each kind that is not allowed, of types alone where that is a fault too. */
const FILES: Readonly<Record<string, string>> = {
  "tsconfig.build.json": JSON.stringify({ compilerOptions: { module: "commonjs", target: "es2022" } }),
  "lib/one.ts":
    'import type { Other } from "./other";\nexport interface One {\n  readonly other: Other;\n}\n',
  "lib/other.ts": 'import type { One } from "./one";\nexport interface Other {\n  readonly one?: One;\n}\n',
  "lib/services/index.ts": "export type ServiceName = string;\nexport const services = [];\n",
  "lib/services/words.ts": 'import { NAME } from "./storage/names";\nexport type Name = typeof NAME;\n',
  "lib/services/storage/names.ts": 'export const NAME = "storage";\n',
  "lib/services/storage/index.ts":
    'import type { ServiceName } from "..";\nexport const name: ServiceName = "";\n',
  "lib/runtime/index.ts": 'import { services } from "../services";\nexport const count = services.length;\n',
};

test("an import that goes the wrong way is named by its rule, with where the thing belongs", async () => {
  for (const [file, text] of Object.entries(FILES)) {
    mkdirSync(dirname(join(scratch, file)), { recursive: true });
    writeFileSync(join(scratch, file), text);
  }
  const tool = join(root, "node_modules/dependency-cruiser/bin/dependency-cruise.mjs");
  const args = ["lib", "--config", join(root, ".dependency-cruiser.cjs"), "--output-type", "json"];
  const { stdout } = await output(process.execPath, [tool, ...args], { cwd: scratch });
  const { summary } = JSON.parse(stdout) as {
    readonly summary: {
      readonly violations: readonly {
        readonly from: string;
        readonly to: string;
        readonly rule: { readonly name: string };
      }[];
    };
  };
  const found = summary.violations.map(({ from, to, rule: { name } }) => `${name}: ${from} -> ${to}`).sort();
  expect(found).toEqual([
    "no-circular: lib/one.ts -> lib/other.ts",
    "no-list-in-a-service: lib/services/storage/index.ts -> lib/services/index.ts",
    "runtime-stands-alone: lib/runtime/index.ts -> lib/services/index.ts",
    "words-are-types: lib/services/words.ts -> lib/services/storage/names.ts",
  ]);
});
