require("../support/run-together.cjs")("stand-in");
