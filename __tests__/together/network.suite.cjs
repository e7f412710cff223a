require("../support/run-together.cjs")("network");
