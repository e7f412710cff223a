import { problem, problemsOf } from "../support/problems";

const entry = "./src/handler.ts";
const startedBy = (path: string): object => ({
  it: { kind: "function", name: "it", entry, trigger: { type: "blob", path } },
});

describe("the braces of a blob's path", () => {
  test.each(["uploads/{name", "uploads/name}", "uploads/{}", "uploads/{a{b}}", "uploads/{{{name}}"])(
    "the braces of a blob's path are not those of %s",
    (path) => {
      expect(problemsOf({}, startedBy(path))).toEqual([
        problem(
          "components.it.trigger.path",
          `must be a container and a blob pattern, got "${path}"; every { needs a } with a name between them; {{ is a literal brace`,
          'write it like "uploads/{name}"',
          "your components",
        ),
      ]);
    },
  );

  test.each(["uploads/{name}", "uploads/{a}-{b}.{ext}", "uploads/{{20140101}}-{name}", "uploads/{{{name}"])(
    "the braces of a blob's path are those of %s",
    (path) => {
      expect(problemsOf({}, startedBy(path))).toEqual([]);
    },
  );
});
