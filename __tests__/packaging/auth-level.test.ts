import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { unzipSync } from "fflate";
import { planBackend } from "../../lib";
import { packageCode } from "../../lib/packaging";
import { loadPackage } from "../../lib/packaging/load-package";
import { httpAccessOf } from "../../lib/components/http-access";
import { SETTINGS, everyTrigger, projectOfEveryTrigger } from "../support/every-trigger";

jest.spyOn(process, "emitWarning").mockImplementation();
const scratch = mkdtempSync(join(tmpdir(), "auth-level-"));
afterAll(() => {
  rmSync(scratch, { recursive: true });
});

test("one package registers in each environment the levels that its plan says", async () => {
  const root = projectOfEveryTrigger(join(scratch, "every"));
  const { file } = await packageCode(everyTrigger, { root });
  const files = unzipSync(readFileSync(file));
  const seen = new Set<unknown>();
  for (const authLevel of ["function", "admin", "anonymous"] as const) {
    const plan = planBackend(everyTrigger, {
      project: "shop",
      location: "westeurope",
      environment: "dev",
      cosmos: { containers: { orders: { partitionKey: "/id" }, audit: { partitionKey: "/id" } } },
      optional: { serviceBus: { enabled: true }, eventHubs: { enabled: true } },
      functionApp: { authLevel },
    });
    const { HTTP_AUTH_LEVEL: written } = plan.appSettings;
    const { functions, faults } = await loadPackage(
      { files, main: "index.js" },
      typeof written === "string" ? { ...SETTINGS, HTTP_AUTH_LEVEL: written } : SETTINGS,
    );
    expect(faults).toEqual([]);
    for (const component of Object.values(everyTrigger)) {
      const expected = httpAccessOf(component, authLevel)?.level;
      if (expected === undefined) continue;
      const registered = functions
        .filter(({ name }) => name === component.name || name.startsWith(`${component.name}-`))
        .flatMap(({ bindings }) => Object.values(bindings))
        .filter(({ type }) => type === "httpTrigger")
        .map((binding) => binding["authLevel"]);
      expect(registered.length).toBeGreaterThan(0);
      expect(new Set(registered)).toEqual(new Set([expected]));
      seen.add(expected);
    }
  }
  expect(seen).toEqual(new Set(["function", "admin", "anonymous"]));
});

test("a setting that is no level leaves the key in place", async () => {
  const root = projectOfEveryTrigger(join(scratch, "wrong"));
  const { file } = await packageCode(everyTrigger, { root });
  const { functions } = await loadPackage(
    { files: unzipSync(readFileSync(file)), main: "index.js" },
    { ...SETTINGS, HTTP_AUTH_LEVEL: "toString" },
  );
  const open = functions
    .flatMap(({ bindings }) => Object.values(bindings))
    .filter(({ type }) => type === "httpTrigger")
    .map((binding) => binding["authLevel"]);
  expect(new Set(open)).toEqual(new Set(["anonymous", "function"]));
});
