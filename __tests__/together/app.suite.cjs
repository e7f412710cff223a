require("../support/run-together.cjs")("app");
