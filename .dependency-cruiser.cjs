const { floors } = require("./import-floors.cjs");

const pathsOf = (chosen) => chosen.map(({ path }) => path);

/** For each floor but the highest: nothing on it imports from a floor above. */
const upward = floors.slice(0, -1).map(({ name, path, holds }, index) => ({
  name: `upward-from-${name}`,
  comment: `${holds} Move what both need down to this floor, or the importing file up.`,
  severity: "error",
  from: { path, ...(index === 0 ? {} : { pathNot: pathsOf(floors.slice(0, index)) }) },
  to: {
    path: pathsOf(floors.slice(index + 1)),
    pathNot: [
      ...pathsOf(floors.slice(0, index + 1)),
      // The types of a kind stand beside its code: what a service says of itself may name them.
      ...(name === "words" ? ["^lib/services/$1/"] : []),
    ],
  },
}));

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
      name: "on-a-floor",
      comment: "Every file is on a floor: put it into one of the folders that import-floors.cjs names.",
      severity: "error",
      from: { path: "^lib/", pathNot: pathsOf(floors) },
      to: {},
    },
    ...upward,
    {
      name: "core-names-no-service",
      comment:
        "What is the same for every service asks for it through lib/services/contract: add what is missing there, and let the service offer it.",
      severity: "error",
      from: { path: "^lib/(azure|settings|kit|services/contract|decide|stacks|policies)/" },
      to: {
        path: "^lib/services/(?!contract/)[^/]+/",
        pathNot: floors.find(({ name }) => name === "words").path,
      },
    },
    {
      name: "words-are-types",
      comment:
        "What is below the services knows them by types alone: import it with `import type`, or move the value into the service.",
      severity: "error",
      from: { path: pathsOf(floors.filter(({ name }) => name === "words")) },
      to: { path: "^lib/services/", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "service-by-its-index",
      comment:
        "A service is known by its index.ts, and by its words and settings for types: export it there, or move what both need into lib/services/contract.",
      severity: "error",
      from: { path: "^lib/services/([^/]+)/", pathNot: "^lib/services/contract/" },
      to: {
        path: "^lib/services/[^/]+/",
        pathNot: [
          "^lib/services/($1|contract)/",
          "^lib/services/[^/]+/index[.]ts$",
          ...pathsOf(floors.filter(({ name }) => name === "words")),
        ],
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
