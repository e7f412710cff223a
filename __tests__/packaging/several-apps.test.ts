import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { unzipSync } from "fflate";
import { packageCode } from "../../lib/packaging";
import { loadPackage } from "../../lib/packaging/load-package";
import { SETTINGS, everyTrigger, projectOfEveryTrigger } from "../support/every-trigger";

jest.spyOn(process, "emitWarning").mockImplementation();
const scratch = mkdtempSync(join(tmpdir(), "several-apps-"));
afterAll(() => {
  rmSync(scratch, { recursive: true });
});

test("one package registers in each app the functions of its components, and on one's own machine all of them", async () => {
  const root = projectOfEveryTrigger(join(scratch, "every"));
  const entries = Object.entries(everyTrigger);
  const half = Math.floor(entries.length / 2);
  const divided = Object.fromEntries(
    entries.map(([key, component], index) => [
      key,
      index < half ? component : { ...component, app: "workers" },
    ]),
  );
  const { file, functions } = await packageCode(divided, { root });
  const files = unzipSync(readFileSync(file));
  const registeredIn = async (app?: string): Promise<readonly string[]> => {
    const settings = { ...SETTINGS, ...(app === undefined ? {} : { FUNCTION_APP: app }) };
    const loaded = await loadPackage({ files, main: "index.js" }, settings);
    expect(loaded.faults).toEqual([]);
    return loaded.functions.map(({ name }) => name).sort();
  };
  const [first, second, all] = [await registeredIn(), await registeredIn("workers"), await registeredIn("*")];
  expect(first.length).toBeGreaterThan(0);
  expect(second.length).toBeGreaterThan(0);
  expect([...first, ...second].sort()).toEqual([...functions].sort());
  expect(all).toEqual([...functions].sort());
  expect(await registeredIn("other")).toEqual([]);
});
