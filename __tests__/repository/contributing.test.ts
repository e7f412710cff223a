import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { copyRepository, execute, output, root } from "../support/packed";

const guide = readFileSync(join(root, "CONTRIBUTING.md"), "utf8");
const block = (kind: string): string => {
  const found = new RegExp(`^\`\`\`ts ${kind}\\n([\\s\\S]*?)^\`\`\`$`, "m").exec(guide)?.[1];
  if (found === undefined) throw new Error(`the guide has no ${kind}`);
  return found;
};
const service = block("service");

// The program tsx would start a second Node.
const tsx = pathToFileURL(require.resolve("tsx")).href;
const folder = mkdtempSync(join(tmpdir(), "guide-"));
const copy = join(folder, "copy");

function edit(file: string, change: (text: string) => string): void {
  const path = join(copy, file);
  const before = readFileSync(path, "utf8");
  const after = change(before);
  if (after === before) throw new Error(`${file} has no place for an entry`);
  writeFileSync(path, after);
}

/** The library with the guide's service, as somebody who follows the guide leaves it. */
beforeAll(async () => {
  copyRepository(copy);
  edit("lib/services/words.ts", (words) =>
    words
      .replace(
        "export interface OptionalWords {\n",
        `export interface OptionalWords {\n${block("words-entry")}`,
      )
      .replace(/^/, 'import type { WebPubSubWords } from "./web-pubsub/words";\n'),
  );
  edit("lib/services/index.ts", (list) =>
    list
      .replace("const optionalServices = {\n", `const optionalServices = {\n${block("entry")}`)
      .replace(/^/, 'import { webPubSub } from "./web-pubsub";\n'),
  );
  edit("lib/azure/diagnostic-categories.ts", (categories) =>
    categories.replace('  | "FunctionAppLogs"\n', '  | "FunctionAppLogs"\n  | "MessagingLogs"\n'),
  );
  mkdirSync(join(copy, "lib/services/web-pubsub"));
  writeFileSync(join(copy, "lib/services/web-pubsub/words.ts"), block("words"));
  writeFileSync(join(copy, "lib/services/web-pubsub/resources.ts"), block("resources"));
  writeFileSync(join(copy, "lib/services/web-pubsub/index.ts"), service);
  await execute(process.execPath, ["--import", tsx, "scripts/generate.ts"], { cwd: copy });
}, 120_000);

afterAll(() => {
  rmSync(folder, { recursive: true });
});

test("the guide's service compiles in its own folder with two entries, and the compiler names a missing entry", async () => {
  // In one run of the compiler, which takes long: the second file has the only error.
  const lacking = join(copy, "lib/services/web-pubsub/lacking.ts");
  writeFileSync(lacking, service.replace(/^ {2}resourceProviders: .*\n/m, ""));
  const said = await compiled();
  rmSync(lacking);
  const errors = said.split("\n").filter((line) => /^\S+\(\d+,\d+\): error/.test(line));
  expect(errors).toEqual([expect.stringMatching(/^lib\/services\/web-pubsub\/lacking\.ts\(/) as string]);
  expect(said).toContain("Property 'resourceProviders' is missing");
}, 120_000);

describe("a backend that asks for it", () => {
  const asked = {
    whole: "{ optional: { webPubSub: { capacity: 2 } }, logs: { diagnostics: { OperationalLogs: false } } }",
    refused: '{ optional: { webPubSub: { sku: "Free_F1", capacity: 101, sise: 1 } } } as never',
    without: "{}",
  } as const;
  // In one process: nearly all of it is loading the library.
  const script = `
    import { Testing } from "cdktf";
    import { readFileSync } from "node:fs";
    import { type BackendOptions, defineBackend, defineFunction } from "./lib";
    const ping = defineFunction({ name: "ping", entry: "./lib/index.ts", trigger: { type: "http", route: "ping" } });
    function synthesised(options: BackendOptions) {
      const app = Testing.app();
      const where = { app, project: "shop", environment: "prod", location: "westeurope" };
      const backend = defineBackend({ ping }, { ...where, ...options });
      app.synth();
      const read = (role: "platform" | "workloads") =>
        JSON.parse(readFileSync(\`\${app.outdir}/stacks/shop-prod-\${role}/cdk.tf.json\`, "utf8"));
      const { resource } = read("platform");
      return {
        service: resource.azurerm_web_pubsub?.web_pubsub,
        diagnostics: resource.azurerm_monitor_diagnostic_setting.web_pubsub_diagnostics?.enabled_log,
        endpoint: resource.azurerm_private_endpoint.private_endpoint_web_pubsub?.name,
        roles: Object.values(read("workloads").resource.azurerm_role_assignment)
          .filter(({ role_definition_name }: any) => role_definition_name === "Web PubSub Service Owner").length,
        setting: backend.plan.appSettings["WEB_PUBSUB__serviceUri"],
        built: backend.webPubSub?.friendlyUniqueId,
        explained: backend.explain("optional.webPubSub.sku"),
      };
    }
    function asked(options: BackendOptions): unknown {
      try {
        return synthesised(options);
      } catch (error) {
        return String(error);
      }
    }
    console.log(JSON.stringify({
      ${Object.entries(asked)
        .map(([name, options]) => `${name}: asked(${options}),`)
        .join("\n      ")}
    }));
  `;
  let answers: Readonly<Record<keyof typeof asked, unknown>>;
  beforeAll(async () => {
    answers = JSON.parse(await run(script)) as typeof answers;
  }, 60_000);

  test("a backend that asks for the service has it in its stacks, its roles and its explanation", () => {
    expect(answers.whole).toEqual({
      service: expect.objectContaining({
        capacity: 2,
        sku: "Standard_S1",
        local_auth_enabled: false,
        public_network_access_enabled: false,
        name: expect.stringMatching(/^wps-shop-prod-[0-9a-f]{6}$/) as unknown,
        tags: { project: "shop", environment: "prod", stack: "platform" },
      }) as unknown,
      diagnostics: [{ category: "MessagingLogs" }],
      endpoint: "pep-shop-prod-web-pubsub",
      roles: 2,
      setting: expect.stringMatching(
        /^https:\/\/wps-shop-prod-[0-9a-f]{6}\.webpubsub\.azure\.com$/,
      ) as unknown,
      built: "web_pubsub",
      explained: 'optional.webPubSub.sku = "Standard_S1"  (service defaults)',
    });
  });

  test.each([
    "optional.webPubSub.sise: unknown option",
    "optional.webPubSub.capacity",
    "Web PubSub has no private endpoint in tier Free_F1",
  ])("the service's mistakes are all reported at once: %s", (message) => {
    expect(answers.refused).toEqual(expect.stringContaining(message));
  });

  test("a backend has no such service without asking", () => {
    expect(answers.without).toEqual({
      roles: 0,
      explained: 'optional.webPubSub.sku = "Standard_S1"  (service defaults)',
    });
  });
});

/** What the compiler says of the copy. */
async function compiled(): Promise<string> {
  const config = join(copy, "tsconfig.build.json");
  const compiler = join(root, "node_modules/typescript-7/lib/tsc.js");
  const { stdout } = await output(process.execPath, [compiler, "-p", config, "--noEmit"], { cwd: copy });
  return stdout;
}

async function run(code: string): Promise<string> {
  writeFileSync(join(copy, "asks.ts"), code);
  const { stdout } = await execute(process.execPath, ["--import", tsx, "asks.ts"], { cwd: copy });
  return stdout;
}
