require("../support/run-together.cjs")("stacks");
