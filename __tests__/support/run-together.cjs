const { relative, join } = require("node:path");
const { together, engineTogether } = require("./together.cjs");

/** Runs the files of a suite as if each ran alone: hooks, calls of mocks and variables of the environment are those of its own tests. */
module.exports = function runTogether(suite) {
  for (const file of { ...together, ...engineTogether }[suite])
    describe(relative(join(__dirname, ".."), file), () => {
      const before = { ...process.env };
      beforeAll(() => jest.clearAllMocks());
      require(file);
      afterAll(() => {
        process.env = before;
      });
    });
};
