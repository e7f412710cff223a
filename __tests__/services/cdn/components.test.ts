import { SHARED, appOf, components, platform, settingsIn, withCdn } from "../../support/cdn";
import { type JsonObject, synthBackend } from "../../support/synth";
import { outputsOf, written } from "../../support/terraform-tests";

const dev = withCdn();
const prod = withCdn(true, { environment: "prod" });

describe("a component that works on public assets", () => {
  test("a component that works on public assets connects to their account, and to the data account for all else", () => {
    const shared = {
      RESIZE_STORAGE__blobServiceUri: platform("storage_blob_endpoint"),
      RESIZE_BLOBS_ARCHIVE__blobServiceUri: platform("storage_blob_endpoint"),
    };
    expect(settingsIn(prod)).toMatchObject({
      ...shared,
      RESIZE_BLOBS_ASSETS__blobServiceUri: platform("cdn_storage_blob_endpoint"),
      RESIZE_BLOBS_ASSETS__credential: "managedidentity",
      CDN_ASSETS_URL: `https://${platform("cdn_assets_host_name")}/assets`,
    });
    expect(settingsIn(synthBackend({ environment: "prod" }, components))).toMatchObject({
      ...shared,
      RESIZE_BLOBS_ASSETS__blobServiceUri: platform("storage_blob_endpoint"),
    });
  });

  test("a component has its roles on the container of public assets, and so has each slot", () => {
    const onAssets = Object.entries(prod.workloads.all("azurerm_role_assignment"))
      .filter(([, each]) => (each["scope"] as string).endsWith("/containers/assets"))
      .map(([name, each]) => [name, each["role_definition_name"], each["scope"]]);
    const scope = `${platform("cdn_storage_id")}/blobServices/default/containers/assets`;
    expect(onAssets.sort()).toEqual(
      ["function_app_staging", "function_app"].flatMap((app) => [
        [`${app}_storage_blob_data_contributor_assets`, "Storage Blob Data Contributor", scope],
        [`${app}_storage_blob_data_reader_assets`, "Storage Blob Data Reader", scope],
      ]),
    );
  });

  test("components keep public assets in a new account where the existing data account takes no roles", () => {
    const { backend } = withCdn(true, { external: { storage: { id: SHARED, roleAssignments: false } } });
    expect(backend.plan.grants.filter(({ service }) => service === "cdn")).toHaveLength(2);
    expect(backend.plan.grants.filter(({ service }) => service === "storage")).toEqual([]);
  });
});

describe("the host name, which Azure computes", () => {
  test("the host name of Front Door is set in Terraform's tests, which know the outputs of earlier stacks", () => {
    const { platform: publisher, workloads } = written({ optional: { cdn: true } });
    expect(publisher.file.run["the_stack_applies"]?.assert).toContainEqual({
      condition: `\${output.cdn_assets_host_name != "${SENTINEL}"}`,
      error_message: "output.cdn_assets_host_name is not known",
    });
    expect(workloads.stack).toContain(SENTINEL);
    expect(workloads.text).not.toContain(SENTINEL);
    expect(outputsOf(workloads)["platform"]).toHaveProperty("cdn_assets_host_name", "mocked");
  });

  const SENTINEL = "known-once-applied.invalid";

  test("the host name is published beside ids and names, and no secret is published", () => {
    expect(
      Object.keys(prod.platform.json["output"] as JsonObject).filter((name) => name.startsWith("cdn")),
    ).toEqual([
      "cdn_assets_host_name",
      "cdn_id",
      "cdn_name",
      "cdn_storage_blob_endpoint",
      "cdn_storage_id",
      "cdn_storage_name",
    ]);
    expect(prod.backend.published.cdn).toHaveProperty("assetsHostName");
  });

  test("the host name is unknown before the platform is applied, and a precondition stops the app until then", () => {
    const states = (prod.workloads.json["data"] as JsonObject)["terraform_remote_state"] as JsonObject;
    expect(states["platform"]).toHaveProperty("defaults.cdn_assets_host_name", SENTINEL);
    const output = "data.terraform_remote_state.platform.outputs.cdn_assets_host_name";
    const apps = [appOf(prod), prod.workloads.only("azurerm_windows_function_app_slot")];
    for (const app of apps)
      expect((app["lifecycle"] as JsonObject)["precondition"]).toEqual([
        {
          // Terraform plans with a time that it does not know, and with what follows from it.
          condition: `\${(timestamp() == "never") ? false : (${output} != "${SENTINEL}")}`,
          error_message: "Azure computes what CDN_ASSETS_URL says: apply feedback-prod-platform first.",
        },
      ]);
    expect(appOf(dev)["lifecycle"]).toHaveProperty("ignore_changes");
  });
});
