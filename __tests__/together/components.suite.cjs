require("../support/run-together.cjs")("components");
