import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Clone } from "../../scripts/arm-schemas/clone";
import { azureEnds } from "../../scripts/facts/azure-ends";
import { clonesIn } from "../../scripts/facts/clones";
import type { Json } from "../../scripts/facts/differences";
import type { FactSources, FactTable } from "../../scripts/facts/fact-table";
import { nodeReleases } from "../../scripts/facts/node-releases";
import { providerApiVersions } from "../../scripts/facts/provider-api-versions";
import { readAgain } from "../../scripts/facts/read-again";
import { datesOf, hasDates, retirementPages } from "../../scripts/facts/retirement-pages";
import { webPages } from "../../scripts/facts/web-page";
import { GitClone } from "../support/git-clone";

const TODAY = "2026-12-01";

let clone: GitClone | undefined;
afterEach(() => {
  clone?.remove();
  clone = undefined;
});

function sources(): FactSources {
  const { folder } = clone ?? { folder: "" };
  return {
    clone: () => new Clone(folder),
    page: () => Promise.resolve(undefined),
    say: () => undefined,
    today: TODAY,
  };
}

const committed = (table: FactTable): Json =>
  JSON.parse(readFileSync(join(__dirname, "../..", table.file), "utf8")) as Json;

describe("the ends of Node", () => {
  /** As `schedule.json` of github.com/nodejs/Release has them at e4bf922. */
  const SCHEDULE = {
    v0: { start: "2015-02-20", end: "2016-10-31" },
    v18: { start: "2022-04-19", lts: "2022-10-25", maintenance: "2023-10-18", end: "2025-04-30" },
    v20: { start: "2023-04-18", lts: "2023-10-24", maintenance: "2024-10-22", end: "2026-04-30" },
    v21: { start: "2023-10-17", maintenance: "2024-04-01", end: "2024-06-01" },
    v22: { start: "2024-04-24", lts: "2024-10-29", maintenance: "2025-10-21", end: "2027-04-30" },
    v24: { start: "2025-05-06", lts: "2025-10-28", maintenance: "2026-10-20", end: "2028-04-30" },
    v25: { start: "2025-10-15", maintenance: "2026-04-01", end: "2026-06-01" },
    v26: { start: "2026-05-05", lts: "2026-10-28", maintenance: "2027-10-20", end: "2029-04-30" },
    v27: { alpha: "2026-10-28", start: "2027-04-22", maintenance: "2027-10-20", end: "2030-04-30" },
  };

  test("the committed ends of Node are what the parser makes of the calendar", async () => {
    clone = new GitClone({ "schedule.json": JSON.stringify(SCHEDULE) });
    expect(await nodeReleases.read(sources(), {})).toEqual({
      ...(committed(nodeReleases) as object),
      commit: new Clone(clone.folder).commit,
      date: "2026-01-01",
      read: TODAY,
    });
  });
});

describe("Microsoft's list of ends of life", () => {
  const row = (
    Id: string | number,
    ServiceName: string,
    RetiringFeature: string,
    RetirementDate: string,
  ) => ({
    Id,
    ServiceName,
    RetiringFeature,
    RetirementDate,
  });
  /** As `service_list.json` of github.com/Azure/EOL has them at c5af085, MIT, Copyright (c) Microsoft Corporation. */
  const LIST = [
    row(345, "Azure Functions", "Linux Consumption Plan", "2028-09-30"),
    row("545", "Redis Enterprise", "Azure Cache", "2027-03-31"),
    row(376, "Service Bus", "v2014-09; v2015-08; v2016-07 APIs", "2026-09-30"),
    row(965, "Azure Key Vault", "Support for hsmPlatform 1 keys", "2028-09-15"),
    row(593, "Azure OpenAI", "Multiple Models (see the Actions column for individual dates)", ""),
  ];

  test("known rows have their day, others of the same services are named", async () => {
    clone = new GitClone({ "service_list.json": JSON.stringify(LIST) });
    const { ends } = committed(azureEnds) as { readonly ends: Readonly<Record<string, string>> };
    const known = { ends: { 345: "", 376: "", 545: "" } };
    expect(await azureEnds.read(sources(), known)).toMatchObject({
      read: TODAY,
      ends: { 345: ends["345"], 376: ends["376"], 545: ends["545"] },
      others: { 965: "Azure Key Vault: Support for hsmPlatform 1 keys, 2028-09-15" },
    });
  });

  test("a row that is no longer in the list is an error", () => {
    clone = new GitClone({ "service_list.json": JSON.stringify(LIST) });
    expect(() => azureEnds.read(sources(), { ends: { 1: "2026-01-01" } })).toThrow(
      "no longer in the list, look for another source: 1",
    );
  });
});

describe("the API versions of azurerm", () => {
  const imports = (...paths: readonly string[]): string =>
    `package client\n\nimport (\n${paths.map((path) => `\t"${path}"`).join("\n")}\n)\n`;
  const SDK = "github.com/hashicorp/go-azure-sdk/resource-manager";
  const CLIENT = "internal/services/keyvault/client/client.go";

  test("the committed versions of key vaults are what the parser makes of azurerm's imports", async () => {
    // As they are at v4.55.0, v4.80.0 and v4.81.0: MPL-2.0, HashiCorp, Inc.
    clone = new GitClone({
      [CLIENT]: imports(`${SDK}/keyvault/2023-02-01/vaults`, `${SDK}/keyvault/2023-07-01/managedhsms`),
      "internal/services/cdn/client.go": imports(
        "github.com/Azure/azure-sdk-for-go/services/cdn/mgmt/2020-09-01/cdn",
        `${SDK}/unknown/2020-01-01/things`,
      ),
      "internal/services/keyvault/vault_test.go": imports(`${SDK}/keyvault/2001-01-01/vaults`),
    });
    clone.tag("v4.54.0");
    clone.tag("v4.55.0");
    clone.tag("v4.56.0-beta1");
    clone.tag("v4.79.0");
    clone.change({
      [CLIENT]: imports(
        `${SDK}/keyvault/2023-02-01/vaults`,
        `${SDK}/keyvault/2023-07-01/managedhsms`,
        `${SDK}/keyvault/2026-02-01/vaults`,
      ),
    });
    clone.tag("v4.80.0");
    clone.change({ [CLIENT]: imports(`${SDK}/keyvault/2026-02-01/vaults`) });
    clone.tag("v4.81.0");
    clone.tag("v5.2.0");
    const { parts } = committed(providerApiVersions) as {
      readonly parts: Readonly<Record<string, Json>>;
    };
    expect(await providerApiVersions.read(sources(), {})).toMatchObject({
      read: TODAY,
      first: { version: "4.55.0" },
      last: { version: "5.2.0" },
      parts: {
        "Microsoft.KeyVault": parts["Microsoft.KeyVault"],
        "Microsoft.Cdn": [{ since: "4.55.0", versions: ["2020-09-01"] }],
        "Microsoft.Web": [{ since: "4.55.0", versions: [] }],
      },
    });
  });
});

describe("pages that the calendar cites", () => {
  const PAGE = "learn.microsoft.com/azure/key-vault/general/migrate-api-version";

  test.each([
    "versions before 2026-02-01 retire on February 27, 2027.",
    "<p>retired on 27&nbsp;February\n2027</p>",
    "retired: <b>Feb 27, 2027</b>",
    "2027-02-27",
  ])("a page has the date in one of its forms: %s", (text) => {
    expect(hasDates(text, ["2027-02-27"])).toBe(true);
    expect(hasDates(text, ["2027-02-28"])).toBe(false);
    expect(hasDates(text, [])).toBe(false);
  });

  test("a month alone is found by its name", () => {
    expect(hasDates("after March 2027", ["2027-03"])).toBe(true);
    expect(hasDates("after March 2026", ["2027-03"])).toBe(false);
  });

  test("a page with the dates of its rows gets a new day, others keep theirs and are reported", async () => {
    expect(datesOf(PAGE)).toEqual(["2027-02-27"]);
    const said: string[] = [];
    const before = {
      pages: { [PAGE]: "2026-11-01", "learn.microsoft.com/other": "2026-11-02", gone: "2026-11-03" },
    };
    const page = (address: string): Promise<string | undefined> =>
      Promise.resolve(address === "gone" ? undefined : "On February 27, 2027");
    const after = await retirementPages.read({ ...sources(), page, say: (line) => said.push(line) }, before);
    expect(after).toEqual({
      pages: { [PAGE]: TODAY, "learn.microsoft.com/other": "2026-11-02", gone: "2026-11-03" },
    });
    expect(said).toEqual(["learn.microsoft.com/other: does not have ", "gone: cannot be read"]);
  });

  test("a page of the web is read with https, and is missing where it cannot be had", async () => {
    const asked: string[] = [];
    const send = (answer: Response | Error) =>
      webPages(((url: string) => {
        asked.push(url);
        return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
      }) as typeof fetch);
    expect(await send(new Response("text"))("learn.microsoft.com/a")).toBe("text");
    expect(await send(new Response("no", { status: 404 }))("learn.microsoft.com/a")).toBeUndefined();
    expect(await send(new Error("no network"))("learn.microsoft.com/a")).toBeUndefined();
    expect(new Set(asked)).toEqual(new Set(["https://learn.microsoft.com/a"]));
  });
});

describe("reading a table again", () => {
  test("what is missing is said, and nothing is read", async () => {
    const nowhere = { clones: clonesIn("/nowhere"), page: undefined, today: TODAY };
    expect(await readAgain(nodeReleases, "{}", nowhere)).toEqual({
      lines: ["not read: git clone --bare https://github.com/nodejs/Release /nowhere/nodejs/Release"],
    });
    expect(await readAgain(nodeReleases, "{}", { ...nowhere, clones: clonesIn(undefined) })).toEqual({
      lines: ["not read: it needs --from, with a clone of github.com/nodejs/Release"],
    });
    expect(await readAgain(retirementPages, "{}", nowhere)).toEqual({
      lines: ["not read: it needs --online"],
    });
  });

  test("what has changed is said, with the new text", async () => {
    clone = new GitClone({ "schedule.json": '{ "v30": { "end": "2031-04-30", "lts": "2029-10-30" } }' });
    const { folder } = clone;
    const clones = (): { readonly clone: Clone } => ({ clone: new Clone(folder) });
    const before = JSON.stringify({ ends: { 30: "2031-03-31" } });
    const { lines, text } = await readAgain(nodeReleases, before, { clones, page: undefined, today: TODAY });
    expect(lines).toContain('ends.30: "2031-03-31" → "2031-04-30"');
    expect(JSON.parse(text ?? "")).toMatchObject({ read: TODAY, ends: { 30: "2031-04-30" } });
    expect(text).toMatch(/\}\n$/);
  });
});
