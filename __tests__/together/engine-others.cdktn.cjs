require("../support/run-together.cjs")("engine-others");
