require("../support/run-together.cjs")("release");
