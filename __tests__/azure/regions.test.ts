import { regionNamed, regions } from "../../lib/azure/regions";
import type { Region, RegionName } from "../../lib/azure/regions";
import { regionsOn } from "../../scripts/facts/regions";
import list from "./regions-list.json";

const names = Object.keys(regions) as RegionName[];
const rows: readonly (readonly [RegionName, Region])[] = names.map((name) => [name, regions[name]]);

/** Typed as a row's name, so a pair that is not one fails the type check as well as the test. */
function pairOf(name: RegionName): RegionName | undefined {
  const row = regions[name];
  return "pair" in row ? row.pair : undefined;
}

describe("Microsoft's list of regions", () => {
  test("the region table is that of Microsoft's list", () => {
    const table = rows.map(([name, { displayName, zones, pair }]) => [
      name,
      { displayName, zones, ...(pair === undefined ? {} : { pair }) },
    ]);
    expect(Object.fromEntries(table)).toEqual(list.regions);
    expect(list.source).toMatch(/^github\.com\/MicrosoftDocs\/reliability-docs\/blob\/[0-9a-f]{40}\//);
  });

  test("the recorded list is what the parser makes of the page", () => {
    /** Of the page, CC BY 4.0, Copyright (c) Microsoft Corporation. */
    const icon =
      ':::image type="content" source="media/icon-region-restricted.svg" alt-text="restricted" border="false"::: ';
    const yes = ':::image type="content" source="media/icon-checkmark.svg" alt-text="Yes" border="false":::';
    const found = regionsOn(`| Symbol | Description |
|---|---|
| x | y |

| Region | Availability zone support | Paired region | Physical location | Geography | Programmatic name |
|--------|----------------------------|---------------|-------------------|-----------|-------------------|
| Australia Central | | ${icon}Australia Central 2 | Canberra | Australia | australiacentral |
| ${icon}Australia Central 2 | | Australia Central | Canberra | Australia | australiacentral2 |
| Austria East | ${yes} | N/A | Vienna | Austria | austriaeast |
| Sweden Central | ${yes} | ${icon}Sweden South | Gävle | Sweden | swedencentral |
`);
    const names = ["australiacentral", "australiacentral2", "austriaeast", "swedencentral", "swedensouth"];
    expect(Object.keys(found)).toEqual(names);
    const recorded: Readonly<Record<string, unknown>> = list.regions;
    for (const name of names) expect(found[name]).toEqual(recorded[name]);
  });
});

describe("the region table", () => {
  test("the region table is sorted by name", () => {
    expect(names).toEqual([...names].sort());
  });

  test("the region table has no sovereign, EUAP or staging region", () => {
    expect(names.filter((name) => /^(china|usgov|usdod|usnat|ussec)|(euap|stg|stage)$/.test(name))).toEqual(
      [],
    );
  });

  test("the region table gives every region its own short code", () => {
    const codes = rows.map(([, row]) => row.short);
    expect(codes.filter((code) => !/^[a-z0-9]{2,5}$/.test(code))).toEqual([]);
    expect(new Set(codes).size).toBe(names.length);
  });

  test("the region table gives every region its own display name, which normalises to its name", () => {
    expect(new Set(rows.map(([, row]) => row.displayName)).size).toBe(names.length);
    for (const [name, row] of rows) {
      expect(row.displayName.replace(/ /g, "").toLowerCase()).toBe(name);
    }
  });

  test("the region table pairs a region only with another row", () => {
    for (const name of names) {
      const pair = pairOf(name);
      if (pair === undefined) continue;
      expect(names).toContain(pair);
      expect(pair).not.toBe(name);
    }
  });

  test.each([
    ["eastus2", "centralus"],
    ["eastus", "westus"],
    ["westus2", "westcentralus"],
    ["northcentralus", "southcentralus"],
    ["westeurope", "northeurope"],
    ["uksouth", "ukwest"],
    ["francecentral", "francesouth"],
    ["germanywestcentral", "germanynorth"],
    ["swedencentral", "swedensouth"],
    ["australiaeast", "australiasoutheast"],
    ["japaneast", "japanwest"],
    ["southeastasia", "eastasia"],
    ["centralindia", "southindia"],
    ["canadacentral", "canadaeast"],
  ] as const)("the region table pairs %s and %s both ways", (one, other) => {
    expect(pairOf(one)).toBe(other);
    expect(pairOf(other)).toBe(one);
  });

  test("the region table has exactly the one-way pairs Microsoft documents", () => {
    const oneWay = names.flatMap((name) => {
      const pair = pairOf(name);
      return pair !== undefined && pairOf(pair) !== name ? [[name, pair]] : [];
    });
    expect(oneWay).toEqual([
      ["brazilsouth", "southcentralus"],
      ["brazilsoutheast", "brazilsouth"],
      ["indiasouthcentral", "centralindia"],
      ["westindia", "southindia"],
      ["westus3", "eastus"],
    ]);
  });

  test("the region table gives every region a pair, zones or both", () => {
    expect(rows.filter(([, row]) => !row.zones && row.pair === undefined)).toEqual([]);
  });

  test.each([
    "austriaeast",
    "belgiumcentral",
    "chilecentral",
    "denmarkeast",
    "indonesiacentral",
    "israelcentral",
    "italynorth",
    "malaysiawest",
    "mexicocentral",
    "newzealandnorth",
    "polandcentral",
    "qatarcentral",
    "spaincentral",
  ] as const)("the region %s has zones and no pair", (name) => {
    expect(regions[name].zones).toBe(true);
    expect(regions[name]).not.toHaveProperty("pair");
  });

  test.each([
    "eastus",
    "eastus2",
    "centralus",
    "westus2",
    "westus3",
    "westeurope",
    "uksouth",
    "japanwest",
  ] as const)("the region %s has zones", (name) => {
    expect(regions[name].zones).toBe(true);
  });

  test.each([
    "westus",
    "northcentralus",
    "westcentralus",
    "ukwest",
    "canadaeast",
    "australiacentral",
  ] as const)("the region %s has no zones", (name) => {
    expect(regions[name].zones).toBe(false);
  });

  test("the region table uses the Azure Backup geo-codes", () => {
    expect(regions.eastus2.short).toBe("eus2");
    expect(regions.westeurope.short).toBe("we");
    expect(regions.germanywestcentral.short).toBe("gwc");
    expect(regions.swedencentral.short).toBe("sdc");
  });
});

describe("regionNamed", () => {
  test.each(["eastus2", "EastUS2", "East US 2", "EAST US 2", " east us 2 "])(
    "%j is recognised as eastus2",
    (name) => {
      expect(regionNamed(name)).toBe("eastus2");
    },
  );

  test("each row is found by its name and by its display name", () => {
    for (const [name, row] of rows) {
      expect(regionNamed(name)).toBe(name);
      expect(regionNamed(row.displayName)).toBe(name);
    }
  });

  test.each([
    "",
    " ",
    "atlantis",
    "eastus22",
    "east-us-2",
    "eus2",
    "europe",
    "global",
    "usgovvirginia",
    "chinaeast2",
    "centraluseuap",
    "constructor",
    "toString",
    "hasOwnProperty",
    "__proto__",
  ])("%j is no region", (name) => {
    expect(regionNamed(name)).toBeUndefined();
  });
});
