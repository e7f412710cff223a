// The code of the sample, in a project that has the library: see ../library.ts.
const [library] = process.argv.slice(2);
const { join } = require("node:path");
const { packageCode } = require(join(library, "packaging"));
const components = require("./sample-components.cjs")(library);

void packageCode(components, { root: join(library, "sample") });
