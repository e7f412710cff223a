import { DataAzurermStorageAccount } from "@cdktf/provider-azurerm/lib/data-azurerm-storage-account";
import { AzurermProvider } from "@cdktf/provider-azurerm/lib/provider";
import { App, LocalBackend, TerraformStack, TerraformVariable } from "cdktf";
import { type BackendOptions, BackendConfigError, planBackend } from "../../lib";
import { release, releaseTarget } from "../../lib/release";
import { feedbackApi, processUploadFunction } from "../support/sample";
import { targetOf } from "../support/released";

const STORAGE =
  "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/stshared";

describe("the target of a release", () => {
  test.each<[string, BackendOptions, object]>([
    [
      "the storage account of the backend",
      {},
      {
        source: {
          type: "container",
          container: "function-packages",
          blobEndpoint: expect.stringMatching(
            /^https:\/\/stfeedbackdev\w+\.blob\.core\.windows\.net\/$/,
          ) as string,
        },
      },
    ],
    [
      "the account of the data, where the host has another one",
      { storage: { hostAccount: "separate" }, names: { storageAccount: "stdataonly" } },
      { source: { blobEndpoint: "https://stdataonly.blob.core.windows.net/" } },
    ],
    [
      "an existing account",
      { external: { storage: { id: STORAGE } } },
      { source: { blobEndpoint: "https://stshared.blob.core.windows.net/" } },
    ],
    [
      "an existing account with its endpoint",
      {
        external: {
          storage: { id: STORAGE, primaryBlobEndpoint: "https://stshared.z1.blob.storage.azure.net" },
        },
      },
      { source: { blobEndpoint: "https://stshared.z1.blob.storage.azure.net/" } },
    ],
    [
      "subscription and tenant, where the options say them",
      {
        subscriptionId: "00000000-0000-0000-0000-000000000001",
        tenantId: "00000000-0000-0000-0000-000000000002",
      },
      {
        subscriptionId: "00000000-0000-0000-0000-000000000001",
        tenantId: "00000000-0000-0000-0000-000000000002",
      },
    ],
    [
      "the first of several slots",
      { environment: "prod", functionApp: { slots: ["blue", "green"] } },
      { slot: "blue", sku: "EP1" },
    ],
    [
      "a place of the user's",
      { functionApp: { package: { url: "https://a.example/f.zip" } } },
      { source: { type: "url", url: "https://a.example/f.zip" } },
    ],
    ["a content share", { functionApp: { package: "content-share" } }, { source: { type: "content-share" } }],
    [
      "Flex Consumption",
      { functionApp: { plan: "FC1" } },
      { sku: "FC1", source: { type: "flex-consumption" } },
    ],
    ["an image", { functionApp: { container: true } }, { source: { type: "image" } }],
    [
      "an image in the backend's own registry",
      {
        functionApp: { container: true },
        optional: { containerRegistry: true },
        names: { containerRegistry: "crFeedback" },
      },
      { source: { type: "image", registry: "crfeedback.azurecr.io" } },
    ],
  ])("the target of a release has the place of its code: %s", (_name, options, expected) => {
    expect(targetOf(options)).toMatchObject(expected);
  });

  test("the target is refused where a construct alone knows the account", async () => {
    const app = new App();
    const stack = new TerraformStack(app, "shared");
    new AzurermProvider(stack, "azurerm", { features: [{}] });
    new LocalBackend(stack, { path: "../../../state/shared.tfstate" });
    const { stringValue } = new TerraformVariable(stack, "account", { type: "string" });
    const name = { name: stringValue, resourceGroupName: "rg" };
    const storage = new DataAzurermStorageAccount(stack, "storage", name);
    const options = { app, project: "feedback", location: "eastus2", external: { storage } } as const;
    const target = releaseTarget(planBackend({ feedbackApi, processUploadFunction }, options));
    expect(target.source).toEqual({ type: "container", container: "function-packages" });
    const refused = release({
      target,
      subscriptionId: "s",
      package: { file: __filename, sha256: "", functions: [] },
    });
    await expect(refused).rejects.toThrow(BackendConfigError);
    await expect(refused).rejects.toThrow(
      "external.storage: is a construct, and only its stack knows the name of the account",
    );
  });
});
