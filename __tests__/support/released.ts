import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { type BackendOptions, planBackend } from "../../lib";
import { archive } from "../../lib/packaging/archive";
import { type AzureConnection, ReleaseError, type ReleaseTarget, releaseTarget } from "../../lib/release";
import { identity } from "../../lib/stand-in/login";
import type { StandIn } from "../../lib/stand-in/stand-in";
import { assign, letUpload } from "./given-roles";
import { feedbackApi, processUploadFunction } from "./sample";

const READER = "2a2b9908-6ea1-4ae2-8e65-a410df84e7d1";
const SETTING = "WEBSITE_RUN_FROM_PACKAGE";

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

  constructor(
    readonly standIn: StandIn,
    readonly target: ReleaseTarget,
    others: Readonly<Record<string, string>> = { KEPT: "kept" },
    private readonly mayRead = true,
  ) {
    const { source, functionApp, resourceGroup } = target;
    if (source.type !== "container" || source.blobEndpoint === undefined)
      throw new Error("it has no container");
    const group = `/subscriptions/${identity.subscriptionId}/resourceGroups/${resourceGroup}`;
    const provider = `${group}/providers`;
    const plan = `${provider}/Microsoft.Web/serverfarms/plan`;
    const [name = ""] = new URL(source.blobEndpoint).host.split(".");
    this.folder = `${source.blobEndpoint}${source.container}/${functionApp}/`;
    this.app = `${provider}/Microsoft.Web/sites/${functionApp}`;
    this.slot = `${this.app}/slots/${target.slot ?? "staging"}`;
    this.account = `${provider}/Microsoft.Storage/storageAccounts/${name}`;
    const initial = {
      [SETTING]: `${source.blobEndpoint}${source.container}/${functionApp}.zip`,
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
    standIn.make(plan, { location: "eastus2", sku: { name: target.sku } });
    this.makeSite(this.app, initial);
    if (target.slot !== undefined) {
      this.makeSite(this.slot, { ...initial, "AzureWebJobs.process-upload.Disabled": "1" });
      standIn.make(`${this.app}/config/slotconfignames`, {
        properties: { appSettingNames: ["AzureWebJobs.process-upload.Disabled"] },
      });
    }
  }

  private makeSite(id: string, settings: Readonly<Record<string, string>>): void {
    const appSettings = Object.entries(settings).map(([name, value]) => ({ name, value }));
    const plan = this.app.replace(/\/sites\/.*$/, "/serverfarms/plan");
    const site = this.standIn.make(id, {
      location: "eastus2",
      identity: { type: "SystemAssigned" },
      properties: { serverFarmId: plan, siteConfig: { appSettings } },
    });
    // What Terraform gives app and slot.
    if (!this.mayRead) return;
    const { principalId } = site.body["identity"] as { readonly principalId: string };
    assign(
      this.standIn,
      `${this.account}/blobServices/default/containers/function-packages`,
      principalId,
      READER,
    );
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
