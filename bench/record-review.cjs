// Writes what a review of a large production environment is given: plans of Terraform's shape, and both plans of the library's.
const [library, file] = process.argv.slice(2);
const { subscribe } = require("node:diagnostics_channel");
const { mkdtempSync, readFileSync, rmSync, writeFileSync } = require("node:fs");
const { tmpdir } = require("node:os");
const { join } = require("node:path");
const { App } = require("cdktf");
const { defineBackend } = require(library);
const { environmentDifference } = require(join(library, "difference/environment-difference"));
const { environmentSide } = require(join(library, "difference/environment-side"));
const components = require("./cases/sample-components.cjs")(library);

const queues = Object.fromEntries(Array.from({ length: 200 }, (_, index) => [`queue-${index + 1}`, true]));
const before = sideOf({ storage: { queues } });
const after = sideOf({ storage: { queues }, tags: { team: "orders" }, functionApp: { plan: "EP2" } });
const ids = Object.values(after.plan.stackIds);
writeFileSync(
  file,
  JSON.stringify({
    plans: ids.map((id) => [id, planOf(after.written[id])]),
    before: before.plan,
    after: after.plan,
    built: after.built,
    difference: environmentDifference(before, after),
  }),
);

function sideOf(options) {
  const outdir = mkdtempSync(join(tmpdir(), "bench-"));
  let heard;
  subscribe("azure-backend:plan", (message) => (heard ??= message));
  const app = new App({ outdir });
  const place = { project: "feedback", location: "eastus2", environment: "prod", notes: "silent" };
  defineBackend(components, { app, ...place, ...options });
  app.synth();
  const { plan } = heard;
  const written = Object.fromEntries(
    Object.values(plan.stackIds).map((id) => [
      id,
      JSON.parse(readFileSync(join(outdir, "stacks", id, "cdk.tf.json"), "utf8")),
    ]),
  );
  const side = { ...environmentSide("prod", plan, outdir), built: heard.listResources(), written };
  rmSync(outdir, { recursive: true });
  return side;
}

/** Every resource changes its tags, as Terraform would write it. */
function planOf({ resource = {} }) {
  const changes = Object.entries(resource).flatMap(([type, named]) =>
    Object.entries(named).map(([name, { "//": _metadata, ...body }]) => ({
      address: `${type}.${name}`,
      mode: "managed",
      type,
      name,
      change: {
        actions: ["update"],
        before: { ...body, id: `/subscriptions/1/${name}`, tags: {} },
        after: { ...body, id: `/subscriptions/1/${name}`, tags: { team: "orders" } },
        after_unknown: {},
        before_sensitive: {},
        after_sensitive: {},
      },
    })),
  );
  return JSON.stringify({
    format_version: "1.2",
    terraform_version: "1.11.4",
    planned_values: {},
    resource_changes: changes,
  });
}
