import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type JsonObject, listAt, objectAt, textAt } from "../../lib/stand-in/json";
import { GithubService } from "../pipeline/github-service";
import { type GithubEvent, GithubRun, type RunJob, workflowsIn } from "../pipeline/github-workflow";
import { PipelineRepository } from "./support/pipeline-repository";
import { stage } from "./support/stage";

const REPOSITORY = "acme/shop";
const STACKS = ["network", "platform", "workloads"];
const STORAGE = "Microsoft.Storage/storageAccounts";
const subjectOf = (environment: string): string => `repo:acme@123/shop@456:environment:${environment}`;

stage("the workflows of GitHub, from an empty subscription on", () => {
  let repository: PipelineRepository;
  let github: GithubService;
  let base = "";
  let runs = 0;
  const folders: string[] = [];

  beforeAll(async () => {
    github = new GithubService(REPOSITORY, subjectOf);
    await github.start();
    repository = await PipelineRepository.start(
      { dev: undefined, staging: "dev" },
      {
        system: "github",
        issuer: "https://token.actions.githubusercontent.com",
        of: (environment, job) => ({
          subject: subjectOf(job === "plan" ? `${environment}-plan` : environment),
        }),
      },
    );
  });
  afterAll(async () => {
    await repository.stop();
    await github.stop();
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  });

  /** A run of a workflow of the repository, at a commit. */
  function run(workflow: string, commit: string, event: Partial<GithubEvent> = {}): GithubRun {
    const artifacts = mkdtempSync(join(tmpdir(), "artifacts-"));
    folders.push(artifacts);
    runs += 1;
    const host = {
      machine: () => repository.machine(),
      checkout: (machine: Parameters<PipelineRepository["checkout"]>[0], depth: number) =>
        repository.checkout(machine, commit, depth),
      variables: { ...repository.variables, ...github.variables, GITHUB_ACTIONS: "true" },
      idToken: (environment: string) => github.idToken(environment),
      artifacts,
    };
    return new GithubRun(workflowsIn(repository.folder), `.github/workflows/backend-${workflow}.yml`, host, {
      ...event,
      github: {
        repository: REPOSITORY,
        server_url: "https://github.com",
        sha: commit,
        run_id: runs,
        token: "token of the job",
        ...event.github,
      },
    });
  }

  /** Pushes to the branch of pull request 7, and runs what that starts. */
  async function pullRequest(tags: Readonly<Record<string, string>>): Promise<GithubRun> {
    repository.writeApp(tags);
    const head = await repository.commit("Name the team");
    // What GitHub runs: the merge of both.
    await repository.git("checkout", "--quiet", "--detach", base);
    await repository.git("merge", "--quiet", "--no-ff", "--no-edit", head);
    const merge = await repository.git("rev-parse", "HEAD");
    await repository.git("checkout", "--quiet", "team");
    const pull_request = { number: 7, head: { sha: head, repo: { full_name: REPOSITORY } } };
    return run("plan", merge, { github: { event_name: "pull_request", event: { pull_request } } }).start();
  }

  async function pushed(tags: Readonly<Record<string, string>>): Promise<GithubRun> {
    repository.writeApp(tags);
    return run("deploy", await repository.commit("Change the tags"));
  }

  function job({ jobs }: GithubRun, name: string): RunJob {
    const found = jobs[name];
    if (found === undefined) throw new Error(`${name} has not run: ${Object.keys(jobs).join(", ")}`);
    return found;
  }

  /** Each job that was not skipped, with the output of one that has failed otherwise than is expected. */
  function expectResults(of: GithubRun, expected: Readonly<Record<string, string>>): void {
    const others = Object.entries(of.jobs).filter(
      ([name, { result }]) => result !== "skipped" && result !== expected[name],
    );
    expect(others.map(([name, { output }]) => `${name}\n${output}`)).toEqual([]);
    for (const name of Object.keys(expected))
      expect([name, job(of, name).result]).toEqual([name, expected[name]]);
  }

  /** Changes the account of the data as somebody would in the portal. */
  function setTls(minimumTlsVersion: string): void {
    const { id, body } = repository.standIn.resource(STORAGE, dataAccount());
    repository.standIn.make(id, {
      ...body,
      properties: { ...objectAt(body, "properties"), minimumTlsVersion },
    });
  }

  function dataAccount(environment = "dev"): string {
    const found = repository.standIn.resources.find(
      ({ type, id }) => type === STORAGE && id.includes(`/rg-shop-${environment}-`),
    );
    return found?.name ?? "";
  }

  function packageOf(environment: string): string {
    const site = repository.standIn.resources.find(
      ({ type, id }) => type === "Microsoft.Web/sites" && id.includes(`/rg-shop-${environment}-`),
    );
    const settings = listAt(site?.body, "properties.siteConfig.appSettings");
    const found = settings.find((each) => textAt(each, "name") === "WEBSITE_RUN_FROM_PACKAGE");
    return textAt(found, "value").split("/").at(-1) ?? "";
  }

  function tagsOf(type: string, environment: string): JsonObject {
    const found = repository.standIn.resources.find(
      (each) => each.type === type && each.id.includes(`/rg-shop-${environment}-`),
    );
    return objectAt(found?.body, "tags");
  }

  test("bootstrap creates what they need, and the command writes them", async () => {
    await repository.bootstrap();
    // Lock files are written where somebody plans by hand, and committed.
    await repository.tool(["plan", "--environment", "dev", "--stack", "network"], [2]);
    await repository.tool(["pipeline", "github"]);
    expect(Object.keys(workflowsIn(repository.folder))).toHaveLength(4);
    base = await repository.commit("Add the app and its pipeline");
    await repository.git("checkout", "--quiet", "-b", "team");
  });

  test("a pull request: the comment has the plan of every stack of both environments, and what staging has otherwise", async () => {
    const done = await pullRequest({ team: "shop" });
    expectResults(done, {
      check: "success",
      "plan-dev": "success",
      "plan-staging": "success",
      comment: "success",
    });
    expect(github.writes).toEqual(["POST issues/7/comments"]);
    const [comment] = github.comments;
    for (const environment of ["dev", "staging"])
      for (const stack of STACKS) expect(comment?.body).toContain(`shop-${environment}-${stack}`);
    expect(comment?.body).toContain("dev and staging");
    expect(job(done, "plan-dev").summary).toContain("shop-dev-workloads");
  });

  test("the next push updates the comment", async () => {
    const done = await pullRequest({ team: "orders" });
    expectResults(done, {
      check: "success",
      "plan-dev": "success",
      "plan-staging": "success",
      comment: "success",
    });
    expect(github.writes).toEqual(["POST issues/7/comments", "PATCH issues/comments/1"]);
    const head = await repository.git("rev-parse", "team");
    expect(github.comments.map(({ body }) => body.includes(`Plans of ${head}`))).toEqual([true]);
  });

  test("a push: dev, then staging, each with exactly the plan that was reviewed, and the same package", async () => {
    await repository.git("checkout", "--quiet", "main");
    const done = await pushed({ team: "orders" });
    let waited: readonly string[] = [];
    await done.start({
      "deploy-dev / deploy": () => {
        waited = repository.standIn.resources.map(({ id }) => id).filter((id) => id.includes("/rg-shop-"));
      },
    });
    expectResults(done, {
      package: "success",
      "deploy-dev / plan": "success",
      "deploy-dev / deploy": "success",
      "deploy-staging / plan": "success",
      "deploy-staging / deploy": "success",
    });
    expect(waited).toEqual([]);
    expect(job(done, "deploy-staging / plan").summary).toContain("dev and staging");
    const released = packageOf("dev");
    expect(released).toMatch(/^[0-9a-f]{64}\.zip$/);
    expect(packageOf("staging")).toBe(released);
    expect(tagsOf(STORAGE, "dev")).toMatchObject({ team: "orders" });
  });

  test("staging is taken out of the pipeline: what was generated for it goes away", async () => {
    await repository.leaveOut("staging");
    const texts = Object.values(workflowsIn(repository.folder)).join("\n");
    expect([texts.includes("deploy-dev"), texts.includes("staging")]).toEqual([true, false]);
  });

  test("a plan that was tampered with, and one that would do something else by now, are refused", async () => {
    repository.write("src/hello.ts", 'export default () => Promise.resolve({ body: "hello again" });\n');
    const done = await pushed({ team: "second" });
    let tampered = "";
    let before: Uint8Array = new Uint8Array();
    await done.start({
      "deploy-dev / deploy": () => {
        [tampered = "", before] = planOf("network");
        repository.standIn.putBlob(tampered, Buffer.concat([before, Buffer.from(" ")]));
      },
    });
    expectResults(done, {
      package: "success",
      "deploy-dev / plan": "success",
      "deploy-dev / deploy": "failure",
    });
    expect(job(done, "deploy-dev / deploy").output).toContain(
      "- not the ones that were reviewed, by their SHA-256: shop-dev-network-",
    );
    expect(tagsOf(STORAGE, "dev")).toMatchObject({ team: "orders" });

    await done.again("failed", {
      "deploy-dev / deploy": () => {
        repository.standIn.putBlob(tampered, before);
        setTls("TLS1_0");
      },
    });
    expectResults(done, {
      package: "success",
      "deploy-dev / plan": "success",
      "deploy-dev / deploy": "failure",
    });
    const { output } = job(done, "deploy-dev / deploy");
    expect(output).toContain("the plan of shop-dev-platform differs from the saved plan. It");
    expect(output).toMatch(/- would also change min_tls_version of azurerm_storage_account\.\w+/);
    expect(tagsOf(STORAGE, "dev")).toMatchObject({ team: "orders" });
    // Nothing is released after a refusal.
    expect(packageOf("dev")).toBe(packageOf("staging"));
  });

  test("a state that has moved since the plan: nothing is changed, and the run as a whole succeeds afterwards", async () => {
    const first = packageOf("dev");
    const done = await pushed({ team: "third" });
    let before = 0;
    await done.start({
      "deploy-dev / deploy": async () => {
        await repository.tool(["deploy", "--environment", "dev", "--stack", "network"]);
        before = repository.standIn.exchanges.length;
      },
    });
    expectResults(done, {
      package: "success",
      "deploy-dev / plan": "success",
      "deploy-dev / deploy": "failure",
    });
    expect(job(done, "deploy-dev / deploy").output).toMatch(
      /shop-dev-network: its state has changed \(serial \d+ when it was planned, \d+ now\)\./,
    );
    const written = repository.standIn.exchanges
      .slice(before)
      .filter(({ method, host }) => host === "management.azure.com" && /PUT|PATCH|DELETE/.test(method));
    expect(written).toEqual([]);

    await done.again("all");
    expectResults(done, {
      package: "success",
      "deploy-dev / plan": "success",
      "deploy-dev / deploy": "success",
    });
    expect(packageOf("dev")).not.toBe(first);
    expect(tagsOf(STORAGE, "dev")).toMatchObject({ team: "third" });
  });

  test("by hand: dev goes back to the package before", async () => {
    const current = packageOf("dev");
    const commit = await repository.git("rev-parse", "HEAD");
    const done = await run("deploy", commit, { inputs: { back: "dev" } }).start();
    expectResults(done, { package: "success", "back-dev": "success" });
    expect(packageOf("dev")).not.toBe(current);
    // Which staging has had since.
    expect(packageOf("dev")).toBe(packageOf("staging"));
  });

  test("drift opens one issue, the next day updates it, and what is put back closes it", async () => {
    const commit = await repository.git("rev-parse", "HEAD");
    const checked = { "drift-dev": "success", issue: "success" };
    const before = github.writes.length;
    expectResults(await run("drift", commit).start(), checked);
    expect(github.writes.slice(before)).toEqual([]);
    setTls("TLS1_0");
    for (const writes of ["POST issues", "PATCH issues/100"]) {
      expectResults(await run("drift", commit).start(), checked);
      expect(github.writes.at(-1)).toBe(writes);
      expect(github.issues).toHaveLength(1);
      expect(github.issues[0]).toMatchObject({ title: "Drift in dev", state: "open" });
      expect(github.issues[0]?.body).toContain("min_tls_version");
    }
    setTls("TLS1_2");
    expectResults(await run("drift", commit).start(), checked);
    expect(github.writes.slice(-2)).toEqual(["POST issues/100/comments", "PATCH issues/100"]);
    expect(github.issues[0]?.state).toBe("closed");
  });

  /** A plan that waits for its approval, of the last run. */
  function planOf(stack: string): [url: string, bytes: Uint8Array] {
    const put = repository.standIn.exchanges
      .filter(({ method, path }) => method === "PUT" && path.startsWith("/tfstate-dev-plans/"))
      .filter(({ path }) => path.endsWith(".tfplan") && path.includes(`shop-dev-${stack}`))
      .at(-1);
    if (typeof put?.body !== "string") throw new Error(`no plan of ${stack} was stored`);
    return [`https://${put.host}${put.path}`, Buffer.from(put.body, "latin1")];
  }
});
