require("../support/run-together.cjs")("runtime");
