require("../support/run-together.cjs")("documents");
