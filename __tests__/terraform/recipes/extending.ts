import { type JsonObject, at, objectAt, textAt } from "../../../lib/stand-in/json";
import { blocksOf } from "../../support/documents";
import { dataAccount } from "../support/data-account";
import type { RecipeLife } from "../support/recipe-life";
import { SITES, siteConfigOf } from "./sites";

const GROUPS = "Microsoft.Resources/resourceGroups";
const PLANS = "Microsoft.Web/serverfarms";
const TAGS = { project: "shop", environment: "prod", costCenter: "4711", owner: "shop-team" };

/** Attributes, options and resources that the library does not set itself. */
export const extending: Readonly<Record<string, readonly RecipeLife[]>> = {
  "naming-convention": [
    {
      environment: "dev",
      asked: {
        "names have the code of the region, and unique ones the suffix": ({ standIn }) => {
          const groups = standIn.resources.filter(({ type }) => type === GROUPS).map(({ name }) => name);
          expect(groups.sort()).toEqual([
            "rg-shop-network-dev-we-001",
            "rg-shop-platform-dev-we-001",
            "rg-shop-workloads-dev-we-001",
          ]);
          expect(standIn.resource(PLANS).name).toBe("asp-shop-y1-dev-we-001");
          expect(standIn.resource(SITES).name).toMatch(/^func-shop-dev-we-[0-9a-f]{6}$/);
          expect(standIn.resource("Microsoft.Storage/storageAccounts").name).toMatch(
            /^stshopdevwe[0-9a-f]{6}$/,
          );
        },
      },
    },
    {
      environment: "dev",
      asked: {
        "names are those of the function, but for what names says and what does not fit": ({ standIn }) => {
          const groups = standIn.resources.filter(({ type }) => type === GROUPS).map(({ name }) => name);
          expect(groups.sort()).toEqual([
            "contoso-dev-we-shop-network-rg",
            "contoso-dev-we-shop-platform-rg",
            "contoso-dev-we-shop-workloads-rg",
          ]);
          expect(standIn.resource(PLANS).name).toBe("contoso-dev-we-shop-y1-asp");
          expect(standIn.resource(SITES).name).toMatch(/^func-shop-dev-[0-9a-f]{6}$/);
          expect(standIn.resource("Microsoft.Storage/storageAccounts").name).toMatch(
            /^contosodevweshop[0-9a-f]{6}st$/,
          );
          expect(standIn.resource("Microsoft.OperationalInsights/workspaces").name).toBe("log-contoso-shop");
        },
      },
    },
  ],
  "leave-out-samples": [
    {
      environment: "dev",
      drawsSecrets: false,
      asked: {
        "nothing is created that neither a component nor an option names": ({ standIn }) => {
          const named = (type: string): readonly string[] =>
            standIn.resources.filter((each) => each.type === type).map(({ name }) => name);
          const bus = "Microsoft.ServiceBus/namespaces";
          expect(named(`${bus}/queues`)).toEqual(["send-mail"]);
          expect(named(`${bus}/topics`)).toEqual(["order-events"]);
          expect(named(`${bus}/topics/subscriptions`)).toEqual(["billing"]);
          const storage = "Microsoft.Storage/storageAccounts";
          expect(named(`${storage}/blobServices/containers`)).toEqual(["function-packages"]);
          expect(named(`${storage}/queueServices/queues`)).toEqual([]);
          expect(named(`${storage}/tableServices/tables`)).toEqual([]);
          expect(named("Microsoft.KeyVault/vaults/secrets")).toEqual([]);
        },
      },
    },
  ],
  "change-any-attribute": [
    {
      environment: "prod",
      asked: {
        "the app has the health check, and the account takes copies from its own directory alone": ({
          standIn,
        }) => {
          expect(siteConfigOf(standIn.asked(SITES))).toMatchObject({ healthCheckPath: "/api/health" });
          expect(at(dataAccount(standIn).body, "properties.allowedCopyScope")).toBe("AAD");
        },
      },
    },
    {
      environment: "dev",
      asked: {
        "the argument that the bindings do not have is written": ({ workspace, rehearsal }) => {
          const stack = rehearsal.stacks.find((each) => each.endsWith("-platform")) ?? "";
          const written = JSON.parse(workspace.synthesised(stack)) as JsonObject;
          expect(textAt(written, "resource.azurerm_key_vault.key_vault.timeouts.create")).toBe("45m");
        },
      },
    },
  ],
  "azure-policy-tags": [
    {
      environment: "prod",
      deployed: {
        "tags that a policy adds to an account are kept": async ({ standIn, rehearsal }) => {
          const account = dataAccount(standIn);
          const added = { DataClass: "internal", CreatedOn: "2026-01-01" };
          Object.assign(account.body, { tags: { ...objectAt(account.body, "tags"), ...added } });
          const plans = await rehearsal.plan();
          expect(Object.values(plans).flatMap(({ changes }) => changes)).toEqual([]);
        },
      },
      asked: {
        "every resource group, account and app has the tags": ({ standIn }) => {
          const types = ["Microsoft.Resources/resourceGroups", "Microsoft.Storage/storageAccounts", SITES];
          const found = standIn.resources.filter(({ type }) => types.includes(type));
          expect(found.length).toBeGreaterThanOrEqual(5);
          for (const { type, name } of found) expect(standIn.asked(type, name)["tags"]).toMatchObject(TAGS);
        },
      },
    },
  ],
  "options-in-a-json-file": [
    {
      environment: "prod",
      files: (document) => ({ "prod.json": blocksOf(document, "json")[0] ?? "" }),
      asked: {
        "the app runs on the plan of the file, with its database in one region": ({ standIn }) => {
          expect(at(standIn.asked(PLANS), "sku.name")).toBe("EP2");
          expect(at(standIn.asked("Microsoft.DocumentDB/databaseAccounts"), "properties.locations")).toEqual([
            expect.objectContaining({ locationName: "westeurope" }),
          ]);
        },
      },
    },
  ],
};
