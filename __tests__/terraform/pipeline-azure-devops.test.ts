import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { throwAwayCertificate } from "../../lib/stand-in/certificate";
import { listAt, objectAt, textAt } from "../../lib/stand-in/json";
import { type DevOpsJob, DevOpsRun } from "../pipeline/azure-devops-pipeline";
import { Service } from "../pipeline/job-runner";
import { PipelineRepository } from "./support/pipeline-repository";
import { stage } from "./support/stage";

const ISSUER = "https://login.microsoftonline.com/00000000-0000-4000-8000-000000000001/v2.0";
const CONNECTIONS = {
  plan: "1f6dd1a4-0000-4000-8000-000000000001",
  apply: "1f6dd1a4-0000-4000-8000-000000000002",
} as const;
const subjectOf = (id: string): string =>
  `/eid1/c/pub/t/TjPmpwe/a/xAcA/sc/0b3a2f4e-1111-2222-3333-444455556666/${id}`;
const STORAGE = "Microsoft.Storage/storageAccounts";

stage("the pipelines of Azure DevOps, from an empty subscription on", () => {
  let repository: PipelineRepository;
  let devOps: Service;
  let folder = "";
  let url = "";
  let runs = 0;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "azure-devops-"));
    const certificate = await throwAwayCertificate(["localhost"], "Azure DevOps");
    devOps = new Service(answer, certificate);
    url = await devOps.start();
    repository = await PipelineRepository.start(
      { dev: undefined },
      {
        system: "azure-devops",
        issuer: ISSUER,
        of: (environment, job) => ({
          subject: subjectOf(CONNECTIONS[job]),
          serviceConnection: `shop ${environment} ${job}`,
          serviceConnectionId: CONNECTIONS[job],
        }),
      },
    );
    const own = readFileSync(repository.variables["SSL_CERT_FILE"] ?? "", "utf8");
    writeFileSync(join(folder, "trusted.pem"), `${own}\n${certificate.certificate}`);
  });
  afterAll(async () => {
    await repository.stop();
    await devOps.stop();
    rmSync(folder, { recursive: true });
  });

  /** A token for a service connection, and the comments of a pull request. */
  function answer(request: string): unknown {
    const [method = "", address = ""] = request.split(" ");
    const { pathname, searchParams } = new URL(address, "https://azure-devops");
    if (pathname === "/oidc") {
      const claims = {
        iss: ISSUER,
        sub: subjectOf(searchParams.get("serviceConnectionId") ?? ""),
        aud: "api://AzureADTokenExchange",
      };
      return { oidcToken: `x.${Buffer.from(JSON.stringify(claims)).toString("base64url")}.x` };
    }
    return method === "GET" ? { value: [] } : {};
  }

  async function run(file: string, commit: string): Promise<DevOpsRun> {
    runs += 1;
    const text = await repository.git("show", `${commit}:azure-pipelines/backend-${file}.yml`);
    return new DevOpsRun(text, {
      machine: () => repository.machine(),
      checkout: (machine, depth) => repository.checkout(machine, commit, depth),
      variables: {
        ...repository.variables,
        SSL_CERT_FILE: join(folder, "trusted.pem"),
        NODE_EXTRA_CA_CERTS: join(folder, "trusted.pem"),
        SYSTEM_OIDCREQUESTURI: `${url}/oidc`,
        SYSTEM_COLLECTIONURI: `${url}/acme/`,
        SYSTEM_TEAMPROJECTID: "shop",
        SYSTEM_PULLREQUEST_PULLREQUESTID: "7",
        BUILD_REPOSITORY_ID: "repo",
        BUILD_REPOSITORY_PROVIDER: "TfsGit",
        CI: "",
        TF_BUILD: "True",
      },
      macros: {
        "System.AccessToken": "token of the job",
        "System.PullRequest.SourceCommitId": commit,
        "System.CollectionUri": `${url}/acme/`,
        "System.TeamProject": "shop",
        "Build.SourceVersion": commit,
        "Build.BuildId": String(runs),
        result_dev: "Succeeded",
      },
      connections: ["shop dev plan", "shop dev apply"],
      artifacts: join(folder, `artifacts-${runs}`),
    });
  }

  function expectFine({ isFine, output }: DevOpsJob): void {
    expect([isFine, isFine ? "" : output]).toEqual([true, ""]);
  }

  function setTls(minimumTlsVersion: string): void {
    const account = repository.standIn.resources.find(
      ({ type, id }) => type === STORAGE && id.includes("/rg-shop-dev-"),
    );
    if (account === undefined) throw new Error("there is no account of the data");
    const properties = { ...objectAt(account.body, "properties"), minimumTlsVersion };
    repository.standIn.make(account.id, { ...account.body, properties });
  }

  test("bootstrap creates what they need, and the command writes them", async () => {
    await repository.bootstrap();
    // Lock files are written where somebody plans by hand, and committed.
    await repository.tool(["plan", "--environment", "dev", "--stack", "network"], [2]);
    await repository.tool(["pipeline", "azure-devops"]);
    const base = await repository.commit("Add the app");
    repository.writeApp({ team: "shop" });
    expect(await repository.commit("Name the team")).not.toBe(base);
  });

  test("a pull request: one comment has the plan of every stack", async () => {
    const plan = await run("plan", await repository.git("rev-parse", "HEAD"));
    for (const job of ["check", "plan_dev", "comment"]) expectFine(await plan.job(job));
    const written = devOps.received.filter(({ request }) => request.startsWith("POST /acme/"));
    expect(written.map(({ authorization }) => authorization)).toEqual(["Bearer token of the job"]);
    const text = JSON.stringify(written[0]?.body);
    for (const stack of ["network", "platform", "workloads"]) expect(text).toContain(`shop-dev-${stack}`);
  });

  test("a push: planned, stored, reviewed, applied as it was, and the package is released", async () => {
    const deploy = await run("deploy", await repository.git("rev-parse", "HEAD"));
    expectFine(await deploy.job("package"));
    const planned = await deploy.job("plan_dev");
    expectFine(planned);
    expect(planned.summary).toContain("shop-dev-workloads");
    expect(repository.standIn.resources.filter(({ id }) => id.includes("/rg-shop-"))).toEqual([]);
    expectFine(await deploy.job("deploy_dev"));
    const site = repository.standIn.resource("Microsoft.Web/sites");
    const settings = listAt(site.body, "properties.siteConfig.appSettings");
    const found = settings.find((each) => textAt(each, "name") === "WEBSITE_RUN_FROM_PACKAGE");
    expect(textAt(found, "value")).toMatch(/\/[0-9a-f]{64}\.zip$/);
  });

  test("drift fails the run, and its summary says what differs; put back, the run is fine", async () => {
    const commit = await repository.git("rev-parse", "HEAD");
    setTls("TLS1_0");
    const drifted = await (await run("drift", commit)).job("drift_dev");
    expect(drifted.isFine).toBe(false);
    expect(drifted.output).toContain("##vso[task.logissue type=error]There is drift in dev");
    expect(drifted.summary).toContain("min_tls_version");
    setTls("TLS1_2");
    expectFine(await (await run("drift", commit)).job("drift_dev"));
  });
});
