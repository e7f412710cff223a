require("../support/run-together.cjs")("facts");
