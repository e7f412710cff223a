require("../support/run-together.cjs")("deployment");
