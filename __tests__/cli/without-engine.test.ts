import { readdirSync } from "node:fs";
import { join } from "node:path";

const folder = join(__dirname, "../../lib/cli/run");

// To load the engine takes as long as all else that a command does: the app does, in a process of its own.
test("no command loads the engine before it has something to build", () => {
  const commands = readdirSync(folder).map((file) => join(folder, file));
  expect(commands).not.toEqual([]);
  jest.isolateModules(() => {
    jest.doMock("cdktf", () => {
      throw new Error("the engine was loaded");
    });
    for (const command of commands) jest.requireActual(command);
  });
});
