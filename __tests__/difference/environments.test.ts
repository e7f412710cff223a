import * as fc from "fast-check";
import { defineFunction, type BackendOptions, type Component, defineBackend } from "../../lib";
import {
  type EnvironmentDifference,
  environmentDifference,
  isSame,
} from "../../lib/difference/environment-difference";
import { environmentSide } from "../../lib/difference/environment-side";
import { differenceMarkdown, differenceText } from "../../lib/difference/text";
import { Testing } from "cdktf";
import { feedbackApi, processUploadFunction } from "../support/sample";

const components = { feedbackApi, processUploadFunction };

interface Side {
  readonly label: string;
  readonly options: BackendOptions;
  readonly components?: Readonly<Record<string, Component>>;
}

function compared(...sides: readonly [Side, Side]): EnvironmentDifference {
  const [first, second] = sides.map(({ label, options, components: own = components }) => {
    const app = Testing.app();
    const backend = defineBackend(own, { app, project: "shop", location: "eastus2", ...options });
    app.synth();
    return environmentSide(label, backend.plan, app.outdir);
  });
  if (first === undefined || second === undefined) throw new Error("there are two");
  return environmentDifference(first, second);
}

const dev = { label: "dev", options: { environment: "dev" } } as const;
const prod = { label: "prod", options: { environment: "prod" } } as const;

describe("two environments", () => {
  const difference = compared(dev, prod);

  test("an option shows both values and who decided each", () => {
    expect(difference.options).toContainEqual({
      path: "cosmos.mode",
      first: '"Serverless"',
      second: '"Autoscale"',
      firstOrigin: 'environment "dev"',
      secondOrigin: 'environment "prod"',
    });
  });

  test("a list is one value", () => {
    expect(difference.options).toContainEqual(
      expect.objectContaining({ path: "cosmos.regions", second: '["eastus2","centralus"]' }),
    );
  });

  test("resources are there in one of them, or have other arguments", () => {
    expect(difference.resources).toContainEqual({
      stack: "network",
      address: "azurerm_virtual_network.vnet",
      only: "second",
      arguments: [],
    });
    const cosmos = difference.resources.find(({ address }) => address === "azurerm_cosmosdb_account.cosmos");
    expect(cosmos?.arguments).toContainEqual({ path: "backup.tier", second: '"Continuous7Days"' });
    expect(cosmos?.arguments).toContainEqual({
      path: "public_network_access_enabled",
      first: "true",
      second: "false",
    });
  });

  test("names are left out", () => {
    const paths = difference.resources.flatMap((each) => each.arguments.map(({ path }) => path));
    expect(paths).not.toHaveLength(0);
    expect(paths.filter((path) => /^(name|resource_group_name|tags)(\.|$)/.test(path))).toEqual([]);
  });

  test("the cost of each service that differs is there, with the total", () => {
    const { costs, total } = difference;
    expect(costs.map(({ service }) => service)).toContain("networking");
    expect(total.second.low).toBeGreaterThan(total.first.high);
  });

  test("the other way round, everything is on the other side", () => {
    const back = compared(prod, dev);
    expect(back.resources.filter(({ only }) => only === "first")).toHaveLength(
      difference.resources.filter(({ only }) => only === "second").length,
    );
    expect(back.options.map(({ path }) => path)).toEqual(difference.options.map(({ path }) => path));
  });
});

test("environments that extend the same one differ in nothing, whatever they are called", () => {
  const name = fc.stringMatching(/^[a-z][a-z0-9]{1,7}$/).filter((each) => !["dev", "prod"].includes(each));
  fc.assert(
    fc.property(
      fc.uniqueArray(name, { minLength: 2, maxLength: 2 }),
      fc.constantFrom("dev", "prod"),
      (names, of) => {
        const environments = Object.fromEntries(names.map((each) => [each, { extends: of }]));
        const side = (label: string): Side => ({
          label,
          options: {
            environments,
            environment: label,
            optional: { serviceBus: true, redis: true },
          },
        });
        const [one = "", other = ""] = names;
        const { options, resources, grants, costs } = compared(side(one), side(other));
        expect({ options, resources, grants, costs }).toEqual({
          options: [],
          resources: [],
          grants: [],
          costs: [],
        });
      },
    ),
    { numRuns: 8 },
  );
});

test("environments may be called like a value", () => {
  const environments = { eastus2: { extends: "dev" }, other: { extends: "dev" } } as const;
  const side = (label: string): Side => ({ label, options: { environments, environment: label } });
  expect(isSame(compared(side("eastus2"), side("other")))).toBe(true);
});

describe("one environment, changed", () => {
  const mail = defineFunction({
    name: "mail",
    entry: "src/mail.ts",
    trigger: { type: "queue", queue: "mail" },
  });

  test("another name is a difference: it is another resource", () => {
    const renamed = { label: "now", options: { environment: "dev", names: { keyVault: "kv-other" } } };
    const { resources } = compared(dev, renamed);
    expect(resources).toContainEqual(
      expect.objectContaining({
        address: "azurerm_key_vault.key_vault",
        arguments: [{ path: "name", first: expect.stringMatching(/^"kv/) as string, second: '"kv-other"' }],
      }),
    );
  });

  test("another place of the state, another tag and another existing resource are differences", () => {
    const id =
      "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/kv";
    const options = {
      environment: "dev",
      tags: { team: "shop" },
      external: { keyVault: { id } },
      state: {
        type: "azurerm",
        storageAccountName: "ststate",
        containerName: "dev",
      },
    } as const;
    const paths = compared(dev, { label: "now", options }).options.map(({ path }) => path);
    expect(paths).toEqual(expect.arrayContaining(["tags.team", "external.keyVault.name"]));
    expect(paths.filter((path) => path.startsWith("state."))).not.toEqual([]);
  });

  test("a component brings its role assignments", () => {
    const { grants } = compared(dev, { ...dev, label: "now", components: { ...components, mail } });
    expect(grants.map(({ only, grant }) => [only, grant])).toContainEqual([
      "second",
      expect.stringContaining("queues/mail: Storage Queue Data Message Processor") as string,
    ]);
    expect(grants.filter(({ only }) => only === "first")).toEqual([]);
  });

  test("nothing is shown of an app setting that looks like a secret", () => {
    const secret = "AccountKey=c2VjcmV0c2VjcmV0";
    const said = { environment: "dev", functionApp: { settings: { KEEP: "Endpoint=sb://x" } } } as const;
    const difference = compared({ label: "before", options: said }, { ...dev, label: "now" });
    expect(differenceText(difference)).toContain("app_settings.KEEP");
    const options = { environment: "dev", functionApp: { settings: { KEEP: `x;${secret}` } } } as const;
    const shown = (): string => {
      try {
        const other = compared({ label: "before", options }, { ...dev, label: "now" });
        return differenceText(other) + differenceMarkdown(other) + JSON.stringify(other);
      } catch (error) {
        return String(error);
      }
    };
    expect(shown()).not.toContain(secret);
  });

  test("nothing differs from itself", () => {
    const same = compared(dev, { ...dev, label: "now" });
    expect(isSame(same)).toBe(true);
    expect(differenceText(same)).toBe("dev and now: no differences");
    expect(differenceMarkdown(same)).toBe("## dev and now\n\nThere are no differences.");
  });
});

describe("reports", () => {
  const difference: EnvironmentDifference = {
    first: "dev",
    second: "prod_2",
    options: [{ path: "a.b", first: '"x|y"', second: '"`z``"', secondOrigin: "your options" }],
    resources: [
      { stack: "platform", address: "azurerm_key_vault.key_vault", only: "second", arguments: [] },
      { stack: "network", address: "azurerm_subnet.one", arguments: [{ path: "size", second: "2" }] },
    ],
    grants: [{ only: "first", grant: "storage: Reader: it reads" }],
    costs: [{ service: "cosmos", first: { low: 1, high: 2 }, second: { low: 3, high: 3 } }],
    total: { first: { low: 1, high: 2 }, second: { low: 3, high: 3 } },
  };

  test("the text has each side's value below what differs", () => {
    expect(differenceText(difference)).toBe(`dev and prod_2

Options (1)
  a.b
    dev     "x|y"
    prod_2  "\`z\`\`" (your options)

Resources (1)
  only in prod_2: platform: azurerm_key_vault.key_vault

Arguments of resources (1)
  network: azurerm_subnet.one: size
    dev     not set
    prod_2  2

Role assignments (1)
  only in dev: storage: Reader: it reads

Cost in a month (2)
  cosmos
    dev     $1.00 to $2.00
    prod_2  $3.00
  total
    dev     $1.00 to $2.00
    prod_2  $3.00`);
  });

  test("Markdown has a table for each part, whatever is in a value", () => {
    expect(differenceMarkdown(difference)).toBe(
      [
        "## dev and prod\\_2",
        "### Options",
        '| | dev | prod\\_2 |\n| --- | --- | --- |\n| `a.b` | `"x\\|y"` | ``` "`z``" (your options) ``` |',
        "### Resources",
        "| Only in | |\n| --- | --- |\n| prod\\_2 | `platform: azurerm_key_vault.key_vault` |",
        "### Arguments of resources",
        "| | dev | prod\\_2 |\n| --- | --- | --- |\n| `network: azurerm_subnet.one: size` | `not set` | `2` |",
        "### Role assignments",
        "| Only in | |\n| --- | --- |\n| dev | `storage: Reader: it reads` |",
        "### Cost in a month",
        "| | dev | prod\\_2 |\n| --- | --- | --- |\n| `cosmos` | `$1.00 to $2.00` | `$3.00` |\n| `total` | `$1.00 to $2.00` | `$3.00` |",
      ].join("\n\n"),
    );
  });

  test("a long table is folded", () => {
    const options = Array.from({ length: 31 }, (_, index) => ({ path: `a.b${index}`, first: "1" }));
    expect(differenceMarkdown({ ...difference, options })).toContain(
      "<details><summary>Options (31)</summary>\n\n| | dev |",
    );
  });
});
