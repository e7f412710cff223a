import { readFileSync } from "node:fs";
import { join } from "node:path";
import { filesIn, root } from "../support/packed";

/** A text that scanners of secrets take for a key of an account. */
const KEY = /["'`][A-Za-z0-9+/]{60,}={0,2}["'`]/;

test("keys in the code are the published ones of emulators, marked for scanners of secrets", () => {
  const lines = filesIn(join(root, "lib"))
    .filter((file) => file.endsWith(".ts"))
    .flatMap((file) =>
      readFileSync(join(root, "lib", file), "utf8")
        .split("\n")
        .filter((line) => KEY.test(line))
        .map((line) => ({ file, marked: line.endsWith("// gitleaks:allow") })),
    );
  expect(lines).toEqual([
    { file: "local/emulators.ts", marked: true },
    { file: "local/emulators.ts", marked: true },
  ]);
});
