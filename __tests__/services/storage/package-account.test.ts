import type { BackendOptions } from "../../../lib";
import { problemsOf } from "../../support/problems";
import { synthBackend } from "../../support/synth";

const APART: BackendOptions = { environment: "prod" };
const SHARED: BackendOptions = { environment: "prod", storage: { packageAccount: "shared" } };
const CHOSEN: BackendOptions = { environment: "prod", storage: { packageAccount: "internet" } };
const PRIVATE: BackendOptions = { environment: "prod", storage: { packageAccount: "private" } };
const CONTAINER = "package_storage_container_function-packages";
const ENDPOINT = "private_endpoint_package_storage_blob";

const accounts = (options: BackendOptions) => synthBackend(options).platform.all("azurerm_storage_account");
const endpoints = (options: BackendOptions): readonly string[] =>
  Object.keys(synthBackend(options).platform.all("azurerm_private_endpoint")).filter((id) =>
    id.includes("package_storage"),
  );
const readersOf = (options: BackendOptions): readonly string[] =>
  Object.values(synthBackend(options).workloads.all("azurerm_role_assignment"))
    .filter(({ role_definition_name: role }) => role === "Storage Blob Data Reader")
    .map(({ scope }) => scope as string);

describe("the account of packages", () => {
  test("the account of packages is reached by identity alone, and the other accounts stay closed", () => {
    const { storage, host_storage: host, package_storage: packages } = accounts(APART);
    expect(packages).toMatchObject({
      public_network_access_enabled: true,
      network_rules: { default_action: "Allow" },
      shared_access_key_enabled: false,
      allow_nested_items_to_be_public: false,
      local_user_enabled: false,
      account_replication_type: "GZRS",
    });
    for (const other of [storage, host])
      expect(other).toMatchObject({ public_network_access_enabled: false });
    const { [CONTAINER]: container } = synthBackend(APART).platform.all("azurerm_storage_container");
    expect(container).toMatchObject({ name: "function-packages", container_access_type: "private" });
  });

  test("the account of packages is closed where that is chosen", () => {
    expect(accounts(PRIVATE)["package_storage"]).toMatchObject({
      public_network_access_enabled: false,
      network_rules: { default_action: "Deny" },
    });
  });

  test.each<[string, BackendOptions, readonly string[]]>([
    ["an app that reads its package", APART, [ENDPOINT]],
    ["an app that reads its package from a closed account", PRIVATE, [ENDPOINT]],
    ["an app on Flex Consumption", { ...APART, functionApp: { plan: "FC1" } }, []],
    ["an app that runs images", { ...APART, functionApp: { container: true } }, []],
    ["a closed account that only releases reach", { ...PRIVATE, functionApp: { plan: "FC1" } }, [ENDPOINT]],
    ["an environment without private endpoints", { storage: { packageAccount: "internet" } }, []],
    ["an environment without the account", SHARED, []],
  ])("the account of packages has a private endpoint for %s", (_name, options, expected) => {
    expect(endpoints(options)).toEqual(expected);
  });

  test("app and slot read packages there, and those that were released before", () => {
    const read = readersOf(APART);
    for (const output of ["storage_packages_id", "storage_id"])
      expect(read.filter((scope) => scope.includes(`outputs.${output}}`))).toHaveLength(2);
    expect(readersOf({ ...APART, functionApp: { plan: "FC1" } })).toEqual([]);
  });

  test("nothing is left in the data account once its container is turned off", () => {
    const storage = { containers: { "function-packages": false } } as const;
    expect(readersOf({ ...APART, storage }).some((scope) => scope.includes("outputs.storage_id}"))).toBe(
      false,
    );
    expect(
      Object.keys(synthBackend({ ...APART, storage }).platform.all("azurerm_storage_container")),
    ).toEqual(expect.not.arrayContaining(["storage_container_function-packages"]));
  });

  test("an environment with the account has every address that it has without it", () => {
    const [without, having] = [SHARED, APART].map((options) => {
      const { network, platform, workloads } = synthBackend(options);
      return [network, platform, workloads].flatMap((stack) => stack.addresses);
    });
    expect(having).toEqual(expect.arrayContaining([...(without ?? [])]));
    const added = having?.filter((address) => without?.includes(address) === false) ?? [];
    expect(added.filter((address) => !address.includes("package_storage"))).toEqual([]);
  });
});

describe("the account of packages where it was left open", () => {
  const open = (options: BackendOptions): string | undefined =>
    synthBackend(options).backend.plan.settings.storage.packageAccount;

  test.each<[string, BackendOptions, string]>([
    ["in prod", {}, "internet"],
    ["in prod, on Flex Consumption", { functionApp: { plan: "FC1" } }, "internet"],
    ["in prod, with an image", { functionApp: { container: true } }, "internet"],
    ["in prod, with code in a share", { functionApp: { package: "content-share" } }, "shared"],
    [
      "in prod, with code at a URL",
      { functionApp: { package: { url: "https://x.contoso.com/a.zip" } } },
      "shared",
    ],
    ["in prod without private endpoints", { networking: { privateEndpoints: false } }, "shared"],
    ["in dev", { environment: "dev" }, "shared"],
    [
      "in dev with private endpoints",
      { environment: "dev", networking: { privateEndpoints: true } },
      "internet",
    ],
  ])("packages have the account that releases need %s", (_name, options, expected) => {
    expect(open({ environment: "prod", ...options })).toBe(expected);
  });

  test("the account that was chosen stays where releases do not need it", () => {
    const networking = { privateEndpoints: false };
    expect(open({ environment: "prod", networking, storage: { packageAccount: "internet" } })).toBe(
      "internet",
    );
  });
});

describe("an account of packages that cannot be", () => {
  test.each<[string, BackendOptions, string]>([
    [
      "code in a share",
      { ...CHOSEN, functionApp: { package: "content-share" } },
      "the code of the app is in a file share",
    ],
    [
      "code at a URL",
      { ...CHOSEN, functionApp: { package: { url: "https://packages.contoso.com/app.zip" } } },
      "the code of the app is at the URL of functionApp.package",
    ],
    [
      "an environment without private endpoints",
      { storage: { packageAccount: "private" } },
      "a closed account needs a private endpoint, and there are none",
    ],
  ])("an account of packages is refused with %s", (_name, options, message) => {
    expect(problemsOf(options)).toContainEqual(
      expect.objectContaining({ path: "storage.packageAccount", message }),
    );
  });

  test("an account of packages has a name of its own", () => {
    expect(
      problemsOf({ ...APART, names: { hostStorageAccount: "stsame", packageStorageAccount: "stsame" } }),
    ).toContainEqual(
      expect.objectContaining({
        path: "names.packageStorageAccount",
        message: 'is also the name of the other storage account, got "stsame"',
      }),
    );
  });
});
