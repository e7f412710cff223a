// Writes what a backend consists of, as plain data that the engine alone can make again: cases/same-resources.cjs does.
const [library, file, ...names] = process.argv.slice(2);
const { writeFileSync } = require("node:fs");
const Module = require("node:module");
const { TerraformElement } = require("cdktf");

const PROVIDER = "@cdktf/provider-azurerm/lib/";
const OF_ENGINE = ["TerraformOutput", "LocalBackend", "DataTerraformRemoteStateLocal"];
const made = [];

// Whatever the library loads: its classes keep what they are given.
const load = Module._load;
Module._load = (request, ...others) => {
  const loaded = load(request, ...others);
  if (request.startsWith(PROVIDER)) return recorded(request, loaded, Object.keys(loaded));
  return request === "cdktf" ? recorded(request, loaded, OF_ENGINE) : loaded;
};

function recorded(from, loaded, classes) {
  const wrapped = classes
    .filter((name) => loaded[name]?.prototype instanceof TerraformElement)
    .map((name) => [name, recorder(from, name, loaded[name])]);
  return { ...loaded, ...Object.fromEntries(wrapped) };
}

function recorder(from, name, original) {
  return new Proxy(original, {
    construct(target, args, newTarget) {
      const element = Reflect.construct(target, args, newTarget);
      const [scope, id, config] = args;
      // A backend of a stack has no id.
      const given = config === undefined && typeof id === "object" ? { config: id } : { id, config };
      made.push({ from, name, scope, element, ...given });
      return element;
    },
  });
}

const { App, TerraformStack, Tokenization, DefaultTokenResolver, StringConcat } = require("cdktf");
const { defineBackend } = require(library);
const components = require("./cases/sample-components.cjs")(library);

const app = new App();
for (const environment of names)
  defineBackend(components, { app, project: "feedback", location: "eastus2", environment, notes: "silent" });
app.synth();

writeFileSync(
  file,
  JSON.stringify(
    made.map(({ from, name, scope, id, config = {}, element }) => {
      const stack = TerraformStack.of(scope);
      const { dependsOn, ...rest } = config;
      // Tags and conditions come to an element after it was made.
      const late = { ...(element.tagsInput && { tags: element.tagsInput }), lifecycle: element.lifecycle };
      const plain = Tokenization.resolve(
        { ...rest, ...late },
        { scope: stack, resolver: new DefaultTokenResolver(new StringConcat()), preparing: false },
      );
      return {
        from,
        name,
        stack: stack.node.id,
        id,
        config: plain,
        ...(dependsOn && { dependsOn: dependsOn.map(addressOf) }),
      };
    }),
  ),
);

function addressOf({ terraformResourceType, friendlyUniqueId }) {
  return `${terraformResourceType}.${friendlyUniqueId}`;
}
