import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { type BackendOptions, planBackend } from "../../lib";
import { archive } from "../../lib/packaging/archive";
import { type AzureConnection, ReleaseError, type ReleaseTarget, releaseTarget } from "../../lib/release";
import { identity } from "../../lib/stand-in/login";
import { type JsonObject, textAt } from "../../lib/stand-in/json";
import type { StandIn } from "../../lib/stand-in/stand-in";
import { assign, letUpload } from "./given-roles";
import { feedbackApi, processUploadFunction } from "./sample";

const READER = "2a2b9908-6ea1-4ae2-8e65-a410df84e7d1";
const OWNER = "b7e6dc6d-f1e8-4753-8033-0f276bb0955b";
const PULLER = "7f951dda-4ed3-4680-a7ca-43fe172d538d";
const SETTING = "WEBSITE_RUN_FROM_PACKAGE";
/** What an app is born with that runs images. */
export const FIRST_IMAGE = "mcr.microsoft.com/azure-functions/node:4-node24";

type ImageSource = Extract<ReleaseTarget["source"], { readonly type: "image" }>;

function subnetOf(group: string): string {
  return `${group}/providers/Microsoft.Network/virtualNetworks/vnet/subnets/functions`;
}

/** A small package whose one file registers functions by these names. */
export function packageOf(folder: string, ...functions: readonly string[]) {
  const calls = functions.map(
    (name) => `core.registerFunction({ name: ${JSON.stringify(name)}, bindings: {} });`,
  );
  const { bytes, sha256 } = archive({
    "index.js": `const core = require("@azure/functions-core");\n${calls.join("\n")}\n`,
    "package.json": JSON.stringify({ main: "index.js" }),
  });
  const file = join(folder, `${sha256.slice(0, 16)}.zip`);
  writeFileSync(file, bytes);
  return { file, sha256, functions };
}

/** A target of the tests' sample. */
export function targetOf(options: BackendOptions): ReleaseTarget {
  return releaseTarget(
    planBackend(
      { feedbackApi, processUploadFunction },
      { project: "feedback", location: "eastus2", ...options },
    ),
  );
}

/** What Terraform would have made of it, as far as a release touches it. */
export class Deployed {
  readonly app: string;
  readonly slot: string;
  readonly folder: string;
  readonly account: string;
  /** The registry's id, where the app runs images of one. */
  readonly registry: string | undefined;
  /** Of the host's account, where Flex Consumption keeps the package that it starts. */
  readonly hostContainer: string | undefined;

  constructor(
    readonly standIn: StandIn,
    readonly target: ReleaseTarget,
    others: Readonly<Record<string, string>> = { KEPT: "kept" },
    private readonly mayRead = true,
  ) {
    const { source, functionApp, resourceGroup } = target;
    if (!("container" in source) || source.blobEndpoint === undefined) throw new Error("it has no container");
    const group = `/subscriptions/${identity.subscriptionId}/resourceGroups/${resourceGroup}`;
    const provider = `${group}/providers`;
    const plan = `${provider}/Microsoft.Web/serverfarms/plan`;
    const [name = ""] = new URL(source.blobEndpoint).host.split(".");
    this.folder = `${source.blobEndpoint}${source.container}/${functionApp}/`;
    this.app = `${provider}/Microsoft.Web/sites/${functionApp}`;
    this.slot = `${this.app}/slots/${target.slot ?? "staging"}`;
    this.account = `${provider}/Microsoft.Storage/storageAccounts/${name}`;
    const initial = {
      ...(source.type === "container"
        ? { [SETTING]: `${source.blobEndpoint}${source.container}/${functionApp}.zip` }
        : { FUNCTIONS_EXTENSION_VERSION: "~4" }),
      ...others,
    };

    standIn.make(group, { location: "eastus2" });
    standIn.make(this.account, {
      location: "eastus2",
      sku: { name: "Standard_LRS" },
      kind: "StorageV2",
      properties: {},
    });
    standIn.make(`${this.account}/blobServices/default/containers/function-packages`, { properties: {} });
    const isLinux = source.type !== "container";
    standIn.make(plan, {
      location: "eastus2",
      sku: { name: target.sku },
      ...(isLinux ? { properties: { reserved: true } } : {}),
    });
    if (source.type === "flex-consumption") this.hostContainer = this.makeClosedHost(group);
    if (source.type === "image" && source.registry !== undefined) this.registry = this.makeRegistry(source);
    this.makeSite(this.app, initial);
    if (target.slot !== undefined) {
      this.makeSite(this.slot, {
        ...initial,
        // On Linux no name with a hyphen can be paused.
        ...(isLinux ? {} : { "AzureWebJobs.process-upload.Disabled": "1" }),
      });
      standIn.make(`${this.app}/config/slotconfignames`, {
        properties: { appSettingNames: ["AzureWebJobs.process-upload.Disabled"] },
      });
    }
  }

  /** An account that only the subnet of the app reaches. */
  private makeClosedHost(group: string): string {
    const subnet = subnetOf(group);
    this.standIn.register("Microsoft.App");
    this.standIn.make(subnet.replace(/\/subnets\/.*$/, ""), {
      location: "eastus2",
      properties: { addressSpace: { addressPrefixes: ["10.0.0.0/16"] } },
    });
    this.standIn.make(subnet, {
      properties: {
        addressPrefix: "10.0.0.0/24",
        serviceEndpoints: [{ service: "Microsoft.Storage" }],
        delegations: [{ name: "flex", properties: { serviceName: "Microsoft.App/environments" } }],
      },
    });
    const account = `${group}/providers/Microsoft.Storage/storageAccounts/sthost`;
    this.standIn.make(account, {
      location: "eastus2",
      sku: { name: "Standard_LRS" },
      kind: "StorageV2",
      properties: { networkAcls: { defaultAction: "Deny", virtualNetworkRules: [{ id: subnet }] } },
    });
    const container = `${account}/blobServices/default/containers/function-packages`;
    this.standIn.make(container, { properties: {} });
    return container;
  }

  private makeRegistry({ registry, registryResourceGroup }: ImageSource): string {
    const group = `/subscriptions/${identity.subscriptionId}/resourceGroups/${registryResourceGroup ?? ""}`;
    const [name = ""] = (registry ?? "").split(".");
    this.standIn.make(group, { location: "eastus2" });
    const { id } = this.standIn.make(`${group}/providers/Microsoft.ContainerRegistry/registries/${name}`, {
      location: "eastus2",
      sku: { name: "Premium" },
      properties: { publicNetworkAccess: "Disabled" },
    });
    return id;
  }

  private partsOf(source: ReleaseTarget["source"]): {
    readonly siteConfig?: { readonly linuxFxVersion: string };
    readonly properties?: JsonObject;
  } {
    const group = this.app.replace(/\/providers\/.*$/, "");
    switch (source.type) {
      case "image":
        return { siteConfig: { linuxFxVersion: `DOCKER|${FIRST_IMAGE}` } };
      case "flex-consumption":
        return {
          properties: {
            virtualNetworkSubnetId: subnetOf(group),
            functionAppConfig: {
              deployment: {
                storage: {
                  type: "blobContainer",
                  value: "https://sthost.blob.core.windows.net/function-packages",
                  authentication: { type: "SystemAssignedIdentity" },
                },
              },
            },
          },
        };
      case "container":
      case "content-share":
      case "url":
        return {};
    }
  }

  private makeSite(id: string, settings: Readonly<Record<string, string>>): void {
    const appSettings = Object.entries(settings).map(([name, value]) => ({ name, value }));
    const plan = this.app.replace(/\/sites\/.*$/, "/serverfarms/plan");
    const parts = this.partsOf(this.target.source);
    const site = this.standIn.make(id, {
      location: "eastus2",
      identity: { type: "SystemAssigned" },
      properties: {
        ...parts.properties,
        serverFarmId: plan,
        siteConfig: { ...parts.siteConfig, appSettings },
      },
    });
    // What Terraform gives app and slot.
    if (!this.mayRead) return;
    const { principalId } = site.body["identity"] as { readonly principalId: string };
    if (this.target.source.type === "container")
      assign(
        this.standIn,
        `${this.account}/blobServices/default/containers/function-packages`,
        principalId,
        READER,
      );
    if (this.registry !== undefined) assign(this.standIn, this.registry, principalId, PULLER);
    if (this.hostContainer !== undefined) assign(this.standIn, this.hostContainer, principalId, OWNER);
  }

  /** The image that an app or a slot is set to run. */
  image(id: string): string {
    const { body } = this.standIn.resource(
      id === this.slot ? "Microsoft.Web/sites/slots" : "Microsoft.Web/sites",
    );
    return textAt(body, "properties.siteConfig.linuxFxVersion").replace("DOCKER|", "");
  }

  /** Gives whoever is logged in the right to upload. */
  grant(): this {
    letUpload(this.standIn, this.account);
    return this;
  }

  /** The settings of an app or a slot. */
  settings(id: string): Readonly<Record<string, string>> {
    const { body } = this.standIn.resource(
      id === this.slot ? "Microsoft.Web/sites/slots" : "Microsoft.Web/sites",
    );
    const { siteConfig } = body["properties"] as unknown as {
      siteConfig: { appSettings: readonly { name: string; value: string }[] };
    };
    return Object.fromEntries(siteConfig.appSettings.map(({ name, value }) => [name, value]));
  }

  /** What an app or a slot runs, by the hash of its package. */
  runs(id: string): string {
    return (this.settings(id)[SETTING] ?? "").replace(this.folder, "").replace(".zip", "");
  }

  /** What has been changed but for the lock, `<method> <path after the app or the container>`. */
  get changes(): readonly string[] {
    return this.standIn.exchanges
      .filter(
        ({ method, path }) => method !== "GET" && method !== "HEAD" && !/\/(list|release\.lock)$/.test(path),
      )
      .map(({ method, path, query, status }) => {
        const short = path.replace(/^.*\/(sites|function-packages)\/[^/]+/, "");
        return [method, short + (query.has("comp") ? "?metadata" : ""), status].join(" ");
      });
  }
}

/** A connection that fails at hosts that end so. */
export function unreachable(connection: AzureConnection, suffix: string): AzureConnection {
  return {
    ...connection,
    send: (request) =>
      new URL(request.url).host.endsWith(suffix)
        ? Promise.reject(new TypeError("fetch failed", { cause: new Error("getaddrinfo ENOTFOUND") }))
        : connection.send(request),
  };
}

/** How a release that has to stop has stopped. */
export async function failure(work: Promise<unknown>): Promise<ReleaseError> {
  const error: unknown = await work.catch((thrown: unknown) => thrown);
  if (error instanceof ReleaseError) return error;
  throw new Error("no release has stopped", { cause: error });
}

/** Sends so many requests; after the last of them nothing of the process goes on. */
export function killedAfter(requests: number, connection: AzureConnection) {
  let sent = 0;
  let die: () => void = () => undefined;
  const death = new Promise<"killed">((resolve) => {
    die = () => {
      resolve("killed");
    };
  });
  const send: AzureConnection["send"] = async (request) => {
    sent += 1;
    if (sent <= requests) {
      const answer = await connection.send(request);
      if (sent < requests) return answer;
    }
    die();
    return new Promise(() => undefined);
  };
  return { connection: { ...connection, send }, death };
}
