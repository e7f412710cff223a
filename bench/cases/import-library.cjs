const [library] = process.argv.slice(2);
require(library);
