// The stacks of a backend by the engine alone, without the library: every configuration is ready, and references are text.
const [file] = process.argv.slice(2);
const { readFileSync } = require("node:fs");
const { App, TerraformStack } = require("cdktf");

const app = new App();
const stacks = new Map();
for (const { from, name, stack: of, id, config, dependsOn } of JSON.parse(readFileSync(file, "utf8"))) {
  if (!stacks.has(of)) stacks.set(of, new TerraformStack(app, of));
  const scope = stacks.get(of);
  const given =
    dependsOn === undefined ? config : { ...config, dependsOn: dependsOn.map((fqn) => ({ fqn })) };
  const Element = require(from)[name];
  if (id === undefined) new Element(scope, given);
  else new Element(scope, id, given);
}
app.synth();
