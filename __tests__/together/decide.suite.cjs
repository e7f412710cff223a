require("../support/run-together.cjs")("decide");
