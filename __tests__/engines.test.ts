import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type * as Engine from "cdktf";
import type * as Library from "../lib";
import type * as Sample from "./support/sample";

const root = join(__dirname, "..");
const { devDependencies: tested } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
  devDependencies: Readonly<Record<"cdktf" | "cdktn", string>>;
};

interface Stack {
  readonly "//": { readonly metadata: { readonly version: string } };
}

const quiet = process.env["CDKTN_DISABLE_CREATION_STACK"];
beforeAll(() => {
  // As setup.ts does for the other engine.
  process.env["CDKTN_DISABLE_CREATION_STACK"] = "true";
});
afterAll(() => {
  if (quiet === undefined) delete process.env["CDKTN_DISABLE_CREATION_STACK"];
  else process.env["CDKTN_DISABLE_CREATION_STACK"] = quiet;
});

/** Stack id → what an engine writes for the sample, dev and prod in one app. */
function synthesised(engine: "cdktf" | "cdktn"): Readonly<Record<string, Stack>> {
  const outdir = mkdtempSync(join(tmpdir(), "engine-"));
  try {
    jest.isolateModules(() => {
      if (engine !== "cdktf") jest.doMock("cdktf", () => jest.requireActual<object>(engine));
      const { App } = jest.requireActual<typeof Engine>(engine);
      const { defineBackend } = jest.requireActual<typeof Library>("../lib");
      const { feedbackApi, processUploadFunction } = jest.requireActual<typeof Sample>("./support/sample");
      const app = new App({ outdir });
      for (const environment of ["dev", "prod"])
        defineBackend(
          { feedbackApi, processUploadFunction },
          { app, project: "feedback", location: "eastus2", environment },
        );
      app.synth();
    });
    const stacks = join(outdir, "stacks");
    return Object.fromEntries(
      readdirSync(stacks).map((id) => {
        const text = readFileSync(join(stacks, id, "cdk.tf.json"), "utf8");
        return [id, JSON.parse(text) as Stack];
      }),
    );
  } finally {
    jest.dontMock("cdktf");
    rmSync(outdir, { recursive: true });
  }
}

test("both engines write the same stacks, in the same order, with their version in them", () => {
  const written = { cdktf: synthesised("cdktf"), cdktn: synthesised("cdktn") };
  expect(versionsOf(written.cdktf)).toEqual([tested.cdktf]);
  expect(versionsOf(written.cdktn)).toEqual([tested.cdktn]);
  expect(Object.keys(written.cdktf)).toHaveLength(6);
  expect(withoutVersions(written.cdktn)).toBe(withoutVersions(written.cdktf));
});

function versionsOf(stacks: Readonly<Record<string, Stack>>): readonly string[] {
  return [...new Set(Object.values(stacks).map((stack) => stack["//"].metadata.version))];
}

function withoutVersions(stacks: Readonly<Record<string, Stack>>): string {
  return JSON.stringify(
    Object.entries(stacks).map(([id, stack]) => {
      const { version: _version, ...metadata } = stack["//"].metadata;
      return [id, { ...stack, "//": { ...stack["//"], metadata } }];
    }),
    undefined,
    2,
  );
}

test("docs/engines.md says to install the versions that are tested", () => {
  const document = readFileSync(join(root, "docs/engines.md"), "utf8");
  const [cdktf, cdktn] = [...document.matchAll(/^```json\n([\s\S]*?)^```$/gm)].map(
    ([, json = ""]) => (JSON.parse(json) as { dependencies: object }).dependencies,
  );
  const own = { "cdktf-azure-backend": expect.any(String) as string };
  expect({ ...tested, ...cdktf, ...own }).toEqual({ ...tested, ...own });
  expect({ ...tested, ...cdktn, ...own }).toEqual({ ...tested, ...own, cdktf: `npm:cdktn@${tested.cdktn}` });
});
