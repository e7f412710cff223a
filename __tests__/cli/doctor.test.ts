import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { engines, peerDependencies, peerDependenciesMeta } from "../../package.json";
import type { Examined } from "../../lib/cli/doctor/examined";
import { examineEngineCommand, examineNode } from "../../lib/cli/doctor/machine";
import { examineOptional, installAll, purposes } from "../../lib/cli/doctor/packages";
import { isInRange } from "../../lib/cli/doctor/version-range";
import { AppProject } from "../support/app-project";
import { root } from "../support/packed";
import { callTool } from "../support/tool";

let project: AppProject;
beforeEach(() => {
  project = new AppProject();
});
afterEach(() => {
  project.remove();
});

interface Report {
  readonly examined: readonly Examined[];
  readonly install: readonly string[];
}

async function examined(...args: readonly string[]): Promise<Report & { readonly status: number }> {
  const { status, stdout } = await callTool(["doctor", "--json", ...args], { cwd: project.folder });
  return { status, ...(JSON.parse(stdout) as Report) };
}

const found = ({ examined: all }: Report, what: string): Examined | undefined =>
  all.find((each) => each.what === what);

/** A program of Terraform's that says this version. */
function terraform(version: string): string {
  const file = join(project.folder, "terraform");
  writeFileSync(file, `#!/bin/sh\necho "Terraform v${version}"\n`, { mode: 0o755 });
  return file;
}

/** Replaces the packages of the project by these, each with its version. */
function install(
  versions: Readonly<Record<string, { readonly name?: string; readonly version: string }>>,
): void {
  const modules = join(project.folder, "node_modules");
  rmSync(modules, { recursive: true });
  for (const [name, { version, name: own = name }] of Object.entries(versions)) {
    mkdirSync(join(modules, name), { recursive: true });
    writeFileSync(join(modules, name, "package.json"), JSON.stringify({ name: own, version }));
  }
}

describe("a project that has everything", () => {
  test("everything is ok, and the app's environments are named with their provider", async () => {
    project.writeApp(["dev"]);
    const { status, install: missing, examined: all } = await examined("--terraform", terraform("1.9.8"));
    expect({ status, missing }).toEqual({ status: 0, missing: [] });
    // The engine's own command is in this repository, on whatever Node the tests run.
    expect(all.filter(({ what, state }) => state !== "ok" && what !== "cdktf-cli")).toEqual([]);
    expect(all).toContainEqual({ what: "The app", state: "ok", found: "shop (dev) with azurerm 4.81.0" });
    expect(all.map(({ what }) => what)).toEqual(
      expect.arrayContaining(["Node", "Terraform", "cdktf.json", "tsx", "cdktf", "constructs"]),
    );
  });

  test("an app that is refused is a problem, and the command check says more", async () => {
    project.writeApp(["dev"], '{ locaton: "westeurope" }');
    const report = await examined("--terraform", terraform("1.9.8"));
    expect(report.status).toBe(1);
    expect(found(report, "The app")).toEqual({
      what: "The app",
      state: "problem",
      found: "shop (dev): 1 problem",
      fix: "run npx cdktf-azure-backend check for details",
    });
  });

  test("a provider that cannot be installed is a problem with what Terraform says, where it is asked for", async () => {
    project.writeApp(["dev"]);
    const program = terraform("1.9.8");
    writeFileSync(
      program,
      '#!/bin/sh\nif [ "$1" = init ]; then echo "Error: no way to the registry" >&2; exit 1; fi\necho "Terraform v1.9.8"\n',
    );
    const report = await examined("--terraform", program, "--provider");
    expect(report.status).toBe(1);
    expect(found(report, "azurerm 4.81.0")).toMatchObject({
      state: "problem",
      found: "hashicorp/azurerm 4.81.0 could not be installed",
      fix: expect.stringContaining("no way to the registry") as string,
    });
  });
});

describe("a project that lacks something", () => {
  test("everything that is missing is told at once, with one line that installs it", async () => {
    install({
      cdktf: { name: "cdktn", version: "0.24.1" },
      constructs: { version: "9.0.0" },
      "@azure/functions": { version: "4.16.5" },
      esbuild: { version: "0.20.0" },
    });
    const report = await examined("--terraform", join(project.folder, "no-terraform"));
    expect(report.status).toBe(1);
    expect(found(report, "cdktf")).toEqual({
      what: "cdktf",
      state: "problem",
      found: "cdktn 0.24.1, which does not match ^0.21.0",
      fix: 'npm install "cdktf@^0.21.0"',
    });
    expect(found(report, "constructs")).toEqual({
      what: "constructs",
      state: "problem",
      found: "9.0.0, which does not match ^10.4.2",
      fix: 'npm install "constructs@^10.4.2"',
    });
    expect(found(report, "tsx")).toMatchObject({ state: "problem", fix: "npm install --save-dev tsx" });
    expect(found(report, "Terraform")).toMatchObject({
      state: "problem",
      found: expect.stringMatching(/^the program .*no-terraform was not found$/) as string,
      fix: expect.stringMatching(/^install Terraform 1\.7 or later/) as string,
    });
    expect(found(report, "Packaging of code")).toEqual({
      what: "Packaging of code",
      state: "warning",
      found: "esbuild is 0.20.0, which does not match >=0.28.1",
      fix: 'npm install --save-dev "esbuild@>=0.28.1"',
    });
    expect(report.install).toEqual([
      'npm install "@cdktf/provider-azurerm@^14.23.1" "cdktf@^0.21.0" "constructs@^10.4.2" "@azure/cosmos@^4.5.0"',
      expect.stringMatching(
        /^npm install --save-dev "esbuild@>=0\.28\.1" "azurite@\^3\.31\.0" .* "selfsigned@\^5\.5\.0"$/,
      ),
    ]);
  });

  test("a folder that is no project is a problem, and everything else is told", async () => {
    rmSync(join(project.folder, "cdktf.json"));
    const { stdout, status } = await callTool(["doctor", "--terraform", terraform("1.4.7")], {
      cwd: project.folder,
      columns: 100,
    });
    expect(status).toBe(1);
    expect(stdout).toMatch(/^ok {6}Node: /);
    expect(stdout).toMatch(/^problem Terraform: 1\.4\.7 \(.*\), which does\s+not match >= 1\.7$/m);
    expect(stdout).toMatch(/^problem cdktf\.json: No cdktf\.json found for this folder/m);
    expect(stdout).toContain("ok      cdktf: 0.21.0");
  });

  test("what was found and what to do about it are told apart, whatever signs they have", async () => {
    project.write("cdktf.json", "{ : }");
    expect(found(await examined("--terraform", terraform("1.9.8")), "cdktf.json")).toMatchObject({
      state: "problem",
      found: expect.stringMatching(/cdktf\.json is not valid JSON \(.+\)$/) as string,
      fix: "correct the file",
    });
  });

  test("an old Node is a problem", () => {
    expect(examineNode("2026-11-30", "20.8.1")).toMatchObject({
      state: "problem",
      found: "20.8.1, which does not match >=20.9",
    });
    expect(examineNode("2026-04-30", "20.9.0").state).toBe("ok");
  });

  test("a Node that has ended is a warning with its last day", () => {
    expect(examineNode("2026-11-30", "20.20.2")).toEqual({
      what: "Node",
      state: "warning",
      found: "20.20.2, which gets no security fixes since 2026-04-30",
      fix: "install Node 24: nodejs.org",
    });
    expect(examineNode("2026-11-30", "24.1.0").state).toBe("ok");
  });

  test("the command of the engine is a warning on a Node that it does not run on", () => {
    expect(examineEngineCommand(undefined, "24.1.0")).toEqual([]);
    expect(examineEngineCommand("0.21.0", "22.23.3")).toEqual([
      { what: "cdktf-cli", state: "ok", found: "0.21.0" },
    ]);
    expect(examineEngineCommand("0.21.0", "24.0.0")).toEqual([
      {
        what: "cdktf-cli",
        state: "warning",
        found: "0.21.0, which does not run on Node 24.0.0",
        fix: "use the commands of this package, such as npx cdktf-azure-backend synth, or run cdktf-cli on Node 22",
      },
    ]);
    // Its fork.
    expect(examineEngineCommand("0.24.0", "24.0.0")[0]?.state).toBe("ok");
    expect(examineEngineCommand("0.24.0", "22.18.0")[0]?.state).toBe("warning");
  });
});

describe("the packages", () => {
  test("every optional peer has a purpose", () => {
    const told = purposes.flatMap(({ packages }) => packages);
    expect(told).toEqual(expect.arrayContaining(Object.keys(peerDependenciesMeta)));
  });

  test("a package that is needed once is a finding only where it is installed", () => {
    const eject = (folder: string) => examineOptional(folder).filter(({ what }) => what === "eject");
    const without = mkdtempSync(join(tmpdir(), "no-packages-"));
    expect(eject(without)).toEqual([]);
    expect(installAll(without).join(" ")).not.toContain("hcl2json");
    rmSync(without, { recursive: true });
    expect(eject(root)).toMatchObject([{ state: "ok", found: "@cdktn/hcl2json" }]);
  });

  test("every range of the package is understood", () => {
    for (const range of [...Object.values(peerDependencies), engines.node])
      expect(isInRange("999.0.0", range)).toBe(range.startsWith(">="));
  });

  test.each([
    ["0.21.0", "^0.21.0 || ^0.24.0", true],
    ["0.21.9", "^0.21.0 || ^0.24.0", true],
    ["0.22.0", "^0.21.0 || ^0.24.0", false],
    ["0.24.3-pre.1", "^0.21.0 || ^0.24.0", true],
    ["10.4.1", "^10.4.2", false],
    ["10.99.0", "^10.4.2", true],
    ["11.0.0", "^10.4.2", false],
    ["1.5.0", ">= 1.5", true],
    ["1.4.9", ">= 1.5", false],
    ["10.5.9", ">=10.6.0 <10.8.0", false],
    ["10.7.2", ">=10.6.0 <10.8.0", true],
    ["10.8.0", ">=10.6.0 <10.8.0", false],
  ])("%s in %s: %s", (version, range, expected) => {
    expect(isInRange(version, range)).toBe(expected);
  });
});
