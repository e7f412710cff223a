import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { bin, name as library } from "../../../package.json";
import { textAt } from "../../../lib/stand-in/json";
import { identity } from "../../../lib/stand-in/login";
import { StandIn } from "../../../lib/stand-in/stand-in";
import { run } from "../../../lib/terraform/command";
import { installInto } from "../../../scripts/install-into";
import { JobRunner } from "../../pipeline/job-runner";
import { letUpload } from "../../support/given-roles";
import { install } from "../../support/packed";
import { runTool } from "../../support/tool";
import { providers } from "./stage";

const ACCOUNT = "sttfstateacme";
const IDENTITIES = "Microsoft.ManagedIdentity/userAssignedIdentities";
const JOBS = ["plan", "apply"] as const;

type Job = (typeof JOBS)[number];

/** How the jobs of one environment log in, as pipeline.json says it. */
export interface Logins {
  readonly system: "azure-devops" | "github";
  readonly issuer: string;
  /** What names a login, without the client id, which bootstrap creates. */
  of(environment: string, job: Job): Readonly<Record<string, string>>;
}

/**
 * The repository of a user's with a small app, and the subscription that its pipeline deploys to, as bootstrap has left them. Machines of
 * the pipeline have a checkout, the package as it is published, Terraform, and the stand-in in place of Azure.
 */
export class PipelineRepository {
  /** Of the user who writes the app. */
  readonly folder = mkdtempSync(join(realpathSync(tmpdir()), "a user's repository "));
  private readonly installed = mkdtempSync(join(realpathSync(tmpdir()), "installed "));

  private constructor(
    readonly standIn: StandIn,
    private readonly environments: Readonly<Record<string, string | undefined>>,
    private readonly logins: Logins,
  ) {}

  /** @param environments - each with the one before it, or with none */
  static async start(
    environments: Readonly<Record<string, string | undefined>>,
    logins: Logins,
  ): Promise<PipelineRepository> {
    const made = new PipelineRepository(await StandIn.start(), environments, logins);
    await made.prepare();
    return made;
  }

  private async prepare(): Promise<void> {
    installInto(this.installed, await install(join(this.installed, "package")));
    symlinkSync(join(this.installed, "node_modules"), join(this.folder, "node_modules"));
    this.write(".gitignore", "node_modules\ncdktf.out\ndist\n");
    this.write("cdktf.json", JSON.stringify({ language: "typescript", app: "npx tsx main.ts" }));
    this.write("package-lock.json", "{}");
    this.write("src/hello.ts", 'export default () => Promise.resolve({ body: "hello" });\n');
    this.writeApp({});
    this.writeSettings(() => ({}));
    await this.git("init", "--quiet", "--initial-branch=main");
    // As servers of git do: a job fetches one commit.
    await this.git("config", "uploadpack.allowAnySHA1InWant", "true");
  }

  async stop(): Promise<void> {
    await this.standIn.stop();
    for (const folder of [this.folder, this.installed]) rmSync(folder, { recursive: true, force: true });
  }

  write(path: string, text: string): void {
    const file = join(this.folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }

  /** The app, whose tags are what a commit changes. */
  writeApp(tags: Readonly<Record<string, string>>): void {
    this.write(
      "main.ts",
      `import { App } from "cdktf";
import { defineBackend, defineFunction } from "${library}";

const hello = defineFunction({ name: "hello", entry: "src/hello.ts", trigger: { type: "timer", schedule: "0 0 5 * * *" } });
const app = new App();
for (const environment of ${JSON.stringify(Object.keys(this.environments))})
  defineBackend(
    { hello },
    {
      app,
      project: "shop",
      location: "westeurope",
      environment,
      environments: { staging: { extends: "dev" } },
      tags: ${JSON.stringify(tags)},
      state: { type: "azurerm", storageAccountName: "${ACCOUNT}", containerName: \`tfstate-\${environment}\` },
    },
  );
app.synth();
`,
    );
  }

  private writeSettings(more: (environment: string, job: Job) => object): void {
    const environments = Object.entries(this.environments).map(([name, after]) => {
      const logins = JOBS.map((job) => [job, { ...this.logins.of(name, job), ...more(name, job) }] as const);
      const { tenantId, subscriptionId } = identity;
      const login = { issuer: this.logins.issuer, ...Object.fromEntries(logins) };
      return [name, { login, tenantId, subscriptionId, ...(after === undefined ? {} : { after }) }];
    });
    const { system } = this.logins;
    this.write(
      "pipeline.json",
      JSON.stringify({ system, environments: Object.fromEntries(environments) as object }),
    );
  }

  /** Takes an environment out of the pipeline; the app keeps it. */
  async leaveOut(environment: string): Promise<void> {
    const file = join(this.folder, "pipeline.json");
    const settings = JSON.parse(readFileSync(file, "utf8")) as { readonly environments: object };
    const others = Object.entries(settings.environments).filter(([name]) => name !== environment);
    this.write(
      "pipeline.json",
      JSON.stringify({ ...settings, environments: Object.fromEntries(others) as object }),
    );
    await this.tool(["pipeline"]);
  }

  /** Sets up what the pipeline needs, as the guide says, and lets its identities do what they were given and nothing else. */
  async bootstrap(): Promise<void> {
    letUpload(this.standIn, `/subscriptions/${identity.subscriptionId}`);
    for (const environment of Object.keys(this.environments))
      await this.tool(["bootstrap", "--environment", environment]);
    this.writeSettings((environment, job) => ({
      clientId: textAt(this.identityOf(environment, job), "properties.clientId"),
    }));
    for (const environment of Object.keys(this.environments))
      for (const job of JOBS)
        this.standIn.limit(textAt(this.identityOf(environment, job), "properties.principalId"));
  }

  private identityOf(environment: string, job: Job) {
    return this.standIn.resource(IDENTITIES, `id-shop-${environment}-${job}`).body;
  }

  /**
   * Runs a command where the user sits, who is the Owner of the subscription.
   *
   * @param codes - that the command may end with
   */
  async tool(args: readonly string[], codes: readonly number[] = [0]): Promise<void> {
    const { tenantId, clientId, clientSecret, subscriptionId } = identity;
    const { status, stdout, stderr } = await runTool(args, {
      cwd: this.folder,
      environment: {
        ...this.standIn.environment,
        ...this.trust,
        TF_CLI_CONFIG_FILE: providers.current,
        AZURE_TENANT_ID: tenantId,
        AZURE_CLIENT_ID: clientId,
        AZURE_CLIENT_SECRET: clientSecret,
        AZURE_SUBSCRIPTION_ID: subscriptionId,
        CI: "",
      },
    });
    if (!codes.includes(status))
      throw new Error(`${args.join(" ")} ended with ${status}:\n${stdout}${stderr}`);
  }

  async git(...args: readonly string[]): Promise<string> {
    const as = ["-c", "user.name=Ada", "-c", "user.email=ada@example.com"];
    const { status, stdout, stderr } = await run("git", [...as, ...args], { cwd: this.folder });
    if (status !== 0) throw new Error(`git ${args.join(" ")}: ${stderr}`);
    return stdout.trim();
  }

  /** Commits everything. @returns the commit */
  async commit(message: string): Promise<string> {
    await this.git("add", "--all");
    await this.git("commit", "--quiet", "--message", message);
    return this.git("rev-parse", "HEAD");
  }

  /** What a hosted machine has: the programs, and the way to Azure. Nobody is logged in there. */
  machine(): JobRunner {
    return new JobRunner({
      npx: `#!/usr/bin/env bash
if [ "$1" != ${library} ]; then exec "${dirname(process.execPath)}/npx" "$@"; fi
shift
exec "${process.execPath}" "${join(this.installed, "node_modules", library, Object.values(bin)[0] ?? "")}" "$@"
`,
      // What the registry would give for the lock file.
      npm: `#!/usr/bin/env bash
if [ "$*" != ci ]; then exit 64; fi
ln -s "${join(this.installed, "node_modules")}" node_modules
`,
    });
  }

  async checkout(machine: JobRunner, commit: string, depth: number): Promise<void> {
    const work = join(machine.folder, "work");
    for (const args of [
      ["init", "--quiet"],
      ["fetch", "--quiet", `--depth=${depth}`, `file://${this.folder}`, commit],
      ["checkout", "--quiet", "FETCH_HEAD"],
    ]) {
      const { status, stderr } = await run("git", args, { cwd: work });
      if (status !== 0) throw new Error(`git ${args.join(" ")}: ${stderr}`);
    }
  }

  /** Variables of every job: no login is among them. */
  get variables(): Readonly<Record<string, string>> {
    const { HTTPS_PROXY = "", https_proxy = "", SSL_CERT_FILE = "" } = this.standIn.environment;
    return {
      HTTPS_PROXY,
      https_proxy,
      // What is asked of the pipeline system itself does not go to Azure.
      NO_PROXY: "127.0.0.1,localhost",
      no_proxy: "127.0.0.1,localhost",
      SSL_CERT_FILE,
      ...this.trust,
      TF_CLI_CONFIG_FILE: providers.current,
      CI: "true",
    };
  }

  private get trust(): Readonly<Record<string, string>> {
    return { NODE_EXTRA_CA_CERTS: this.standIn.environment["SSL_CERT_FILE"] ?? "" };
  }
}
