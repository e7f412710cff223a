import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { unzipSync } from "fflate";
import { packageCode } from "../../lib/packaging";
import { loadPackage } from "../../lib/packaging/load-package";
import type { LoadedFunction } from "../../lib/packaging/load-script";
import { SETTINGS, everyTrigger, projectOfEveryTrigger } from "../support/every-trigger";
import { namedAlike } from "../support/raw-bindings";

const scratch = mkdtempSync(join(tmpdir(), "raw-bindings-"));
afterAll(() => {
  rmSync(scratch, { recursive: true });
});

test("@azure/functions tells the host of every trigger and binding, in both places of component queues", async () => {
  const root = projectOfEveryTrigger(join(scratch, "every"));
  const { file } = await packageCode(everyTrigger, { root });
  const files = unzipSync(readFileSync(file));
  const functionsWith = async (
    settings: Readonly<Record<string, string>>,
  ): Promise<readonly LoadedFunction[]> => {
    const { functions, faults } = await loadPackage(
      { files, main: "index.js" },
      { ...SETTINGS, ...settings },
    );
    expect(faults).toEqual([]);
    return functions;
  };
  const usual = rawBindings(await functionsWith({}));
  expect(usual).toMatchSnapshot();
  const moved = rawBindings(await functionsWith({ COMPONENT_QUEUES: "serviceBus" }));
  const differing = Object.keys(usual).filter(
    (name) => JSON.stringify(usual[name]) !== JSON.stringify(moved[name]),
  );
  expect(Object.fromEntries(differing.map((name) => [name, moved[name]]))).toMatchSnapshot();
});

/** As Azure's worker hands them on: github.com/Azure/azure-functions-nodejs-worker/blob/v3.x/src/coreApi/registerFunction.ts */
function rawBindings(functions: readonly LoadedFunction[]): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    functions.map(({ name, bindings }) => [
      name,
      namedAlike(
        Object.entries(bindings).map(([each, binding]) => JSON.stringify({ ...binding, name: each })),
      ),
    ]),
  );
}
