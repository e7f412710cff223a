import fc from "fast-check";
import {
  type BackendOptions,
  type BackendPlan,
  BackendConfigError,
  grantsReport,
  planBackend,
} from "../../lib";
import { call } from "../support/arbitrary-options";
import { feedbackApi, processUploadFunction } from "../support/sample";
import { type JsonObject, type SynthesisedBackend, synthBackend } from "../support/synth";

const components = { feedbackApi, processUploadFunction };
const where = { project: "feedback", location: "eastus2" } as const;
const plan = (options: BackendOptions): BackendPlan => planBackend(components, { ...where, ...options });

const PACKAGES = "/blobServices/default/containers/function-packages";
const DATA = "${data.terraform_remote_state.platform.outputs.storage_id}";
const HOST = "${data.terraform_remote_state.platform.outputs.storage_host_id}";
const WRITES = /^(Owner|Contributor|Storage (Account|Blob Data) (Owner|Contributor))$/;

/** Roles of app and slots whose scope holds the packages, by what the address says. */
function rolesOnPackages({ workloads, backend }: SynthesisedBackend): Readonly<Record<string, string>> {
  const shared = backend.plan.services.storage.host === undefined;
  const accounts = shared ? [DATA, HOST] : [DATA];
  const reaching = Object.entries(workloads.all("azurerm_role_assignment")).filter(([, { scope }]) =>
    accounts.some((account) => scope === account || scope === account + PACKAGES),
  );
  return Object.fromEntries(
    reaching.map(([id, { role_definition_name: role }]) => [id, role as string] as const),
  );
}

function settingsOf(app: JsonObject | undefined): JsonObject {
  return app?.["app_settings"] as JsonObject;
}

describe("the code of an app in prod", () => {
  const prod = synthBackend({ environment: "prod" });

  test("the code of an app in prod is in an account of its own, where app and slot may only read it", () => {
    const read = Object.entries(rolesOnPackages(prod)).filter(([, role]) => role.includes("Blob"));
    expect(read).toEqual([
      ["function_app_staging_storage_blob_data_reader_function-packages", "Storage Blob Data Reader"],
      ["function_app_storage_blob_data_reader_function-packages", "Storage Blob Data Reader"],
    ]);
    const app = prod.workloads.only("azurerm_windows_function_app");
    expect(settingsOf(app)["WEBSITE_RUN_FROM_PACKAGE"]).toMatch(
      /^\$\{data\.terraform_remote_state\.platform\.outputs\.storage_packages_blob_endpoint}function-packages\//,
    );
    expect(Object.keys(prod.platform.all("azurerm_storage_container"))).toEqual([
      "package_storage_container_function-packages",
      "storage_container_assets",
      "storage_container_function-packages",
      "storage_container_uploads",
    ]);
  });

  test("the code of an app in prod is out of reach of the host's role assignments, which are on an account of its own", () => {
    const { platform, workloads } = prod;
    expect(Object.keys(platform.all("azurerm_storage_account"))).toEqual([
      "host_storage",
      "package_storage",
      "storage",
    ]);
    const ofHost = Object.values(workloads.all("azurerm_role_assignment")).filter(
      ({ role_definition_name: role, scope }) =>
        (role as string).startsWith("Storage") && !(scope as string).includes("/"),
    );
    expect(ofHost.map(({ scope }) => scope)).toEqual(Array(6).fill(HOST));
  });

  test("the code is in one account with the data where that is chosen, and a warning says what it means", () => {
    const shared = synthBackend({
      environment: "prod",
      storage: { hostAccount: "shared", packageAccount: "shared" },
    });
    expect(Object.keys(shared.platform.all("azurerm_storage_account"))).toEqual(["storage"]);
    expect(Object.values(rolesOnPackages(shared)).filter((role) => WRITES.test(role))).toHaveLength(2);
    expect(shared.backend.plan.notes).toContainEqual({
      level: "warning",
      path: "storage.hostAccount",
      message:
        "the roles of the Functions host include every blob, queue and table of the account, and the code in " +
        "function-packages: a compromised component can read all data and change the code that runs next",
    });
  });

  test("no identity of a component may write the code, unless one account was chosen", () => {
    fc.assert(
      fc.property(call, (options) => {
        const decided = planned(options);
        // Most options are refused: drawn again until enough are not.
        fc.pre(decided !== undefined);
        const { services, settings, grants } = decided;
        const { host } = services.storage;
        if (settings.storage.hostAccount === "separate") expect(host).toBeDefined();
        if (options.environment === "prod" && !saysHostAccount(options)) expect(host).toBeDefined();
        const onPackages = grants.filter(
          ({ service, on, below }) =>
            service === "storage" &&
            (below === undefined || below === PACKAGES) &&
            (on === "data" || host === undefined),
        );
        if (host !== undefined) expect(onPackages.filter(({ role }) => WRITES.test(role))).toEqual([]);
      }),
      { numRuns: 15 },
    );
  });
});

/** Undefined where the options are refused. */
function planned(options: BackendOptions): BackendPlan | undefined {
  try {
    return planBackend(components, { ...options, project: "feedback" });
  } catch (error) {
    if (error instanceof BackendConfigError) return undefined;
    throw error;
  }
}

function saysHostAccount({ storage, environments }: BackendOptions): boolean {
  return [storage, environments?.["own"]?.storage].some((each) => each?.hostAccount !== undefined);
}

describe("the report of grants", () => {
  const rowOf = (role: string, options: BackendOptions): string =>
    grantsReport(plan(options))
      .split("\n")
      .find((line) => line.startsWith(`| ${role} | storage host |`)) ?? "";

  test.each([
    ["Storage Blob Data Owner", "every blob of the account of the data, and in function-packages the code"],
    ["Storage Queue Data Contributor", "every queue of the account of the data"],
    ["Storage Table Data Contributor", "every table of the account of the data"],
  ])(
    "the report of grants says that %s reaches all blobs, queues or tables where there is one account",
    (role, reach) => {
      expect(rowOf(role, {})).toContain(`| ${reach} |`);
      expect(rowOf(role, { environment: "prod", storage: { hostAccount: "shared" } })).toContain(reach);
      expect(rowOf(role, { environment: "prod" })).not.toContain("of the data");
    },
  );

  test("the report of grants says that Flex Consumption writes the code that it runs", () => {
    const row = rowOf("Storage Blob Data Owner", { environment: "prod", functionApp: { plan: "FC1" } });
    expect(row).toContain("in function-packages the code, which Flex Consumption has its app read and write");
  });

  test("the report of grants says why the app reads packages", () => {
    expect(grantsReport(plan({ environment: "prod" }))).toContain(
      `| Storage Blob Data Reader | storage data${PACKAGES} |`,
    );
  });
});

describe("an existing data account", () => {
  const id =
    "/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/stshared";

  test("an existing data account holds the packages, which the app may only read", () => {
    const backend = synthBackend({ environment: "prod", external: { storage: { id } } });
    const scopes = Object.values(backend.workloads.all("azurerm_role_assignment")).flatMap(
      ({ scope, role_definition_name: role }) =>
        scope === id || scope === id + PACKAGES ? [`${role as string} on ${scope.slice(id.length)}`] : [],
    );
    expect(scopes).toEqual(Array(2).fill(`Storage Blob Data Reader on ${PACKAGES}`));
    expect(backend.backend.plan.notes.map(({ message }) => message).join("\n")).toContain(
      "must already contain: container function-packages",
    );
  });
});
