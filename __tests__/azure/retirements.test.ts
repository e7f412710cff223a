import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type BackendOptions, planBackend } from "../../lib";
import { type Data, type DataObject, isDataObject } from "../../lib/settings/merge";
import { networkNeedsOf } from "../../lib/decide/network-needs";
import { Draft } from "../../lib/services/contract/draft";
import { KnownOrigins } from "../../lib/settings/known-origins";
import { Provenance } from "../../lib/settings/provenance";
import {
  RETIREMENTS_AS_OF,
  type RetirementName,
  retirementNames,
  retirements,
} from "../../lib/azure/retirements";
import { calendarPages, calendarSources, listed, nodeEnds } from "../../lib/azure/retirements/recorded-ends";
import { providerApiVersions } from "../../lib/provider/spoken-api-versions";
import { NODE_MAJORS } from "../../lib/services/function-app/node-versions";
import { ending, reportRetirement, retirementNote } from "../../lib/services/contract/report-retirement";
import { feedbackApi, processUploadFunction } from "../support/sample";

const root = join(__dirname, "../..");
const rows = retirementNames.map((name) => ({ name, row: retirements[name] }));

function planOf(options: BackendOptions = {}) {
  return planBackend(
    { feedbackApi, processUploadFunction },
    { project: "feedback", location: "eastus2", ...options },
  );
}

function warningsOf(options: DataObject): readonly string[] {
  return planOf(options as BackendOptions)
    .notes.filter(({ level }) => level === "warning")
    .map(({ path, message }) => `${path}: ${message}`);
}

/** Options by their paths. */
function optionsWith(values: Readonly<Record<string, Data>>): DataObject {
  return Object.entries(values).reduce<DataObject>(
    (all, [path, value]) => put(all, path.split("."), value),
    {},
  );
}

function put(into: DataObject, [key = "", ...below]: readonly string[], value: Data): DataObject {
  const there = into[key];
  return { ...into, [key]: below.length === 0 ? value : put(isDataObject(there) ? there : {}, below, value) };
}

/** Every file of the library but the rows themselves. */
function codeOf(folder: string): string {
  return readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => name !== "retirements")
    .map((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return codeOf(path);
      return path.endsWith(".ts") ? readFileSync(path, "utf8") : "";
    })
    .join("\n");
}

describe("a retired feature of Azure", () => {
  test.each(rows)("$name has a date, a source and an alternative", ({ row }) => {
    expect(row.date).toMatch(/^20\d\d-[01]\d(-[0-3]\d)?$/);
    expect(row.source).toMatch(
      /^(learn\.microsoft\.com\/\S+|github\.com\/(Azure\/EOL|nodejs\/Release|\S+\/issues\/\d+))$/,
    );
    expect(row.replacement).toMatch(/^[a-z].*[^.]$/);
    expect(row.what).toMatch(/^[A-Z].*[^.,]$/);
  });

  test("the table was updated after the last end that has passed, and before the first that is announced", () => {
    const dates = (retires: boolean): readonly string[] =>
      rows.filter(({ row: { state } }) => (state === "retires") === retires).map(({ row: { date } }) => date);
    const [ended, ending] = [dates(false), dates(true)];
    expect([ended.length > 0, ending.length > 0]).toEqual([true, true]);
    expect(ended.filter((date) => date >= RETIREMENTS_AS_OF)).toEqual([]);
    expect(ending.filter((date) => date <= RETIREMENTS_AS_OF)).toEqual([]);
  });

  test.each(rows.filter(({ row }) => "options" in row.place))(
    "$name gives a warning to users who choose it",
    ({ name, row }) => {
      const options = "options" in row.place ? row.place.options : {};
      const [path = ""] = Object.keys(options);
      expect(warningsOf(optionsWith(options))).toContain(`${path}: ${retirementNote(name)}`);
    },
  );

  test.each(rows.filter(({ row }) => "decidedBy" in row.place))(
    "$name gives a warning where its option is decided",
    ({ name }) => {
      expect(codeOf(join(root, "lib"))).toContain(`"${name}"`);
    },
  );

  test.each(rows.filter(({ row }) => "by" in row.place))(
    "$name is out of reach, and the table says why",
    ({ row }) => {
      expect("by" in row.place && row.place.by).toMatch(/^never offered: \S.*[^.]$/);
    },
  );

  test("the end of every runtime that is offered is known, and the newest is the default", () => {
    for (const major of NODE_MAJORS) expect(retirementNames).toContain(`node-${major}`);
    const newest = rows.filter(({ row }) => "newest" in row.place);
    expect(newest.map(({ name }) => name)).toEqual([`node-${NODE_MAJORS.at(-1) ?? ""}`]);
    expect(planOf().settings.functionApp.runtime).toBe(`node:${NODE_MAJORS.at(-1) ?? ""}`);
  });

  test("two lists of ends agree", () => {
    expect(nodeEnds["20"]).toBe(listed("230").date);
    expect(retirements["apim-git"].date).toBe(listed("543").date);
    expect(listed("542").date).toMatch(new RegExp(`^${retirements["apim-analytics"].date}`));
  });

  test("each list and each page that a row cites was read on a day that is kept, and none else", () => {
    const kept = [...calendarSources.map(({ source }) => source), ...Object.keys(calendarPages)];
    expect([...new Set(rows.map(({ row }) => row.source))].sort()).toEqual([...kept].sort());
    const days = [...calendarSources.map(({ read }) => read), ...Object.values(calendarPages)];
    for (const day of [...days, providerApiVersions.read]) {
      expect(day).toMatch(/^20\d\d-[01]\d-[0-3]\d$/);
      expect(day >= RETIREMENTS_AS_OF).toBe(true);
    }
    expect([...days, providerApiVersions.read]).toContain(RETIREMENTS_AS_OF);
    for (const { commit, date, read } of calendarSources) {
      expect(commit).toMatch(/^[0-9a-f]{40}$/);
      expect(date <= read).toBe(true);
    }
  });

  test("no warning is given to users who choose no retired feature", () => {
    // Linux alone is no Consumption plan.
    const choices: readonly BackendOptions[] = [
      {},
      { environment: "prod" },
      { environment: "prod", functionApp: { os: "linux" } },
    ];
    for (const options of choices) {
      const said = planOf(options)
        .notes.map(({ message }) => message)
        .join("\n");
      for (const { row } of rows) expect(said).not.toContain(row.what);
    }
  });
});

describe("a report", () => {
  function reported(name: RetirementName) {
    const plan = planOf();
    const provenance = new Provenance(new KnownOrigins(), {}, {});
    const draft = new Draft(
      plan.settings,
      provenance,
      "eastus2",
      plan.requirements,
      plan.existing,
      new Set<string>(),
      networkNeedsOf,
    );
    reportRetirement(draft, name, "optional.cdn");
    return { problems: draft.problems, notes: draft.notes };
  }

  test("a report is an error where Azure makes no new one", () => {
    expect(reported("cdn-classic-creation")).toEqual({
      problems: [
        {
          path: "optional.cdn",
          message:
            "Azure CDN Standard from Microsoft (Standard_Microsoft): Azure creates no new ones since 2025-10-01 " +
            "(learn.microsoft.com/azure/frontdoor/front-door-cdn-comparison, as of 2026-11-28)",
          from: [],
          fix: "use Front Door Standard",
        },
      ],
      notes: [],
    });
  });

  test("a report is a warning where Azure still makes new ones, or existing ones work on", () => {
    expect(reported("b2c-creation")).toEqual({
      problems: [],
      notes: [
        {
          level: "warning",
          path: "optional.cdn",
          message:
            "Azure AD B2C: Azure creates no new ones since 2025-05-01, except for customers that had it by then; " +
            "use Entra External ID (learn.microsoft.com/azure/active-directory-b2c/faq, as of 2026-11-28)",
        },
      ],
    });
    expect(reported("redis-cache").notes).toEqual([
      { level: "warning", path: "optional.cdn", message: retirementNote("redis-cache") },
    ]);
  });

  test("a report says the day, or the month where Azure says no more", () => {
    expect(ending(retirements["linux-consumption"])).toBe("ends on 2028-09-30");
    expect(ending(retirements["apim-analytics"])).toBe("ends in 2027-03");
  });
});

test("a plain run of main.ts prints the warning, with Node 20 chosen", () => {
  const folder = mkdtempSync(join(tmpdir(), "main-"));
  try {
    symlinkSync(join(root, "node_modules"), join(folder, "node_modules"), "junction");
    const main = readFileSync(join(root, "main.ts"), "utf8");
    const chosen = main
      .replaceAll('from "./', `from "${root.replaceAll("\\", "/")}/`)
      .replace("{ app, environment,", '{ app, environment, functionApp: { runtime: "node:20" },');
    expect(chosen).toContain("node:20");
    writeFileSync(join(folder, "main.ts"), chosen);
    cpSync(join(root, "examples/feedback"), join(folder, "examples/feedback"), { recursive: true });
    writeFileSync(join(folder, "cdktf.json"), readFileSync(join(root, "cdktf.json")));
    const { status, stderr } = spawnSync(process.execPath, [require.resolve("tsx/cli"), "main.ts"], {
      cwd: folder,
      encoding: "utf8",
      // The sample imports the library by its name, which the repository's paths know.
      env: { ...process.env, TSX_TSCONFIG_PATH: join(root, "tsconfig.json") },
    });
    expect(status).toBe(0);
    for (const environment of ["dev", "prod"]) {
      const [, block = ""] = stderr.split(`feedback (${environment}): `);
      expect(block).toContain(`warning  functionApp.runtime: ${retirementNote("node-20")}\n`);
    }
    // Once for each environment, however many stacks it has.
    expect(stderr.split("functionApp.runtime: ")).toHaveLength(3);
  } finally {
    rmSync(folder, { recursive: true });
  }
}, 60_000);
