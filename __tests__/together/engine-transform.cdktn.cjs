require("../support/run-together.cjs")("engine-transform");
