import { cpSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { StoredPlans } from "../../lib/pipeline/stored-plans";
import type { AzureConnection } from "../../lib/release";
import type { Exchange } from "../../lib/stand-in/exchange";
import { StandIn } from "../../lib/stand-in/stand-in";
import type { Outcome } from "../../lib/terraform/command";
import { AppProject } from "./app-project";
import { CountingTerraform } from "./counting-terraform";
import { type PlanContainers, makePlanContainers } from "./plan-containers";
import { connectionTo } from "./stand-in-connection";
import { callTool } from "./tool";

const BLOBS = "Microsoft.Storage/storageAccounts/blobServices/containers/blobs";
/** What who plans may do in the container of the plans, and what who applies may. */
export const PLANNER = `${BLOBS}/add/action`;
export const APPLIER = { read: `${BLOBS}/read`, delete: `${BLOBS}/delete` } as const;

const ACCOUNT = "https://sttfstate.blob.core.windows.net";
const CONTAINER = `${ACCOUNT}/tfstate-plans/`;
const LOCK_FILE = "azurerm-4.81.0.terraform.lock.hcl";

/** The stacks of its environment. */
export const PROJECT_STACKS = ["network", "platform", "workloads"].map((role) => `shop-dev-${role}`);

/** A project whose plans are stored in an account of the stand-in, with a program in place of Terraform. */
export class StoredPlansProject {
  readonly project = new AppProject();
  readonly program = new CountingTerraform(this.project.folder);
  private current: { readonly standIn: StandIn; readonly containers: PlanContainers } | undefined;
  /** What `plan` has left, made once: it calls the program two dozen times. */
  private kept: readonly (readonly [url: string, bytes: Buffer])[] | undefined;

  constructor() {
    this.project.recordApp();
    this.writeApp();
  }

  get standIn(): StandIn {
    return this.running.standIn;
  }

  get containers(): PlanContainers {
    return this.running.containers;
  }

  /** In place of the login of Terraform. */
  get connection(): AzureConnection {
    return connectionTo(this.standIn);
  }

  /** Begins anew, with an account in which nothing is stored. */
  async start(): Promise<void> {
    const standIn = await StandIn.start();
    this.current = { standIn, containers: makePlanContainers(standIn) };
    this.program.reset();
    rmSync(join(this.project.folder, "plans"), { recursive: true, force: true });
  }

  stop(): Promise<void> {
    return this.standIn.stop();
  }

  writeApp(): void {
    this.project.writeApp(
      ["dev"],
      '{ state: { type: "azurerm", storageAccountName: "sttfstate", containerName: "tfstate" } }',
    );
  }

  call(args: readonly string[], version?: string): Promise<Outcome> {
    return callTool([...args, "--terraform", this.program.program(version)], {
      cwd: this.project.folder,
      variables: { ...process.env, ARM_SUBSCRIPTION_ID: "of the login" },
    });
  }

  /** As who plans. */
  plan(key = "1f0c2ab-1"): Promise<Outcome> {
    this.containers.mayOnPlans(PLANNER);
    return this.call([
      ...["plan", "--environment", "dev", "--read-only"],
      ...["--out", "plans", "--store", key],
    ]);
  }

  /** As after {@link plan}. */
  async planned(): Promise<void> {
    const { folder } = this.project;
    if (this.kept === undefined) {
      await this.plan();
      cpSync(join(folder, "plans"), join(folder, "kept"), { recursive: true });
      this.kept = this.uploads.map(({ path, body }) => {
        if (typeof body !== "string") throw new Error(`${path} has no content`);
        return [`${ACCOUNT}${path}`, Buffer.from(body, "latin1")] as const;
      });
      return;
    }
    cpSync(join(folder, "kept"), join(folder, "plans"), { recursive: true });
    for (const [url, bytes] of this.kept) this.standIn.putBlob(url, bytes);
    this.writeLockFile("locked");
  }

  /** As who applies. */
  deploy(version?: string): Promise<Outcome> {
    this.containers.mayOnPlans(...Object.values(APPLIER));
    return this.call(["deploy", "--stored", "plans/stored-plans.json"], version);
  }

  get storedFile(): string {
    return join(this.project.folder, "plans", "stored-plans.json");
  }

  get stored(): StoredPlans {
    return JSON.parse(readFileSync(this.storedFile, "utf8")) as StoredPlans;
  }

  /** Changes the file of the stored plans by hand. */
  edit(from: string | RegExp, to: string): void {
    writeFileSync(this.storedFile, readFileSync(this.storedFile, "utf8").replace(from, to));
  }

  writeLockFile(text: string): void {
    writeFileSync(join(this.project.folder, "terraform-locks", LOCK_FILE), text);
  }

  /** What was created in the container of the plans. */
  get uploads(): readonly Exchange[] {
    return this.standIn.exchanges.filter(
      ({ method, path, status }) =>
        method === "PUT" && status === 201 && `${ACCOUNT}${path}`.startsWith(CONTAINER),
    );
  }

  /** The URL of the first plan of a kind, as {@link planned} has stored it. */
  blobOf(kind: "tfplan" | "json"): string {
    return (this.kept ?? []).map(([url]) => url).find((url) => url.endsWith(`.${kind}`)) ?? "";
  }

  /** The stacks that were applied since this was last asked, in order. */
  takeApplied(): readonly string[] {
    return this.program.takeCalls().flatMap((call) => {
      const [stack = "", command] = call.split(" ");
      return command === "apply" ? [stack] : [];
    });
  }

  remove(): void {
    this.project.remove();
  }

  private get running(): NonNullable<StoredPlansProject["current"]> {
    if (this.current === undefined) throw new Error("it is not started");
    return this.current;
  }
}
