require("../support/run-together.cjs")("edge");
