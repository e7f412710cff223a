/**
 * Which file may import which, types included. `npm run lint` fails where one of these does not hold.
 *
 * @type {import("dependency-cruiser").IConfiguration}
 */
module.exports = {
  forbidden: [
    {
      name: "no-circular",
      comment:
        "Two files import each other, maybe through others: move what both need into a file that imports neither.",
      severity: "error",
      from: {},
      to: { circular: true },
    },
    {
      name: "no-list-in-a-service",
      comment:
        "The list of services imports every service: take names and settings from lib/services/words.ts, another service from its own index.",
      severity: "error",
      from: { path: "^lib/services/[^/]+/" },
      to: { path: "^lib/services/index[.]ts$" },
    },
    {
      name: "words-are-types",
      comment:
        "What is below the services knows them by types alone: import it with `import type`, or move the value into the service.",
      severity: "error",
      from: { path: "^lib/services/.*words[.]ts$" },
      to: { path: "^lib/", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "runtime-stands-alone",
      comment:
        "The runtime is loaded on Azure by every function: it takes declarations from lib/components, and nothing of planning and building.",
      severity: "error",
      from: { path: "^lib/(runtime|components|names)/" },
      to: {
        path: "^lib/(stacks|services/index[.]ts|cost|imports|packaging|release|local)",
        dependencyTypesNot: ["type-only"],
      },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.build.json" },
    doNotFollow: { path: "node_modules" },
    enhancedResolveOptions: { extensions: [".ts", ".js", ".json"] },
  },
};
