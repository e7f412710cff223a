require("../support/run-together.cjs")("tool");
