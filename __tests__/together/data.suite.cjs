require("../support/run-together.cjs")("data");
