import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { commands } from "../../lib/cli/commands";
import { manifestIn, root } from "../support/packed";

describe.each(["SKILL.md", "llms.txt"])("%s, for coding assistants", (document) => {
  const text = readFileSync(join(root, document), "utf8");
  const calls = [...text.matchAll(/npx cdktf-azure-backend (?!--help)([^`\n]+)/g)].map(
    ([, call = ""]) => call,
  );

  test("it is shipped", () => {
    const { files } = manifestIn(root) as unknown as { readonly files: readonly string[] };
    expect(files).toContain(document);
  });

  test("it begins with a check as JSON, and every command and option that it names exists", () => {
    expect(calls[0]).toBe("check --format json");
    expect(calls.map((call) => call.split(" ")[0])).toEqual(expect.arrayContaining(["plan", "rehearse"]));
    for (const call of calls) {
      const command = commands.find(({ name }) => name === call.split(" ")[0]);
      expect({ call, exists: command !== undefined }).toEqual({ call, exists: true });
      const flags = [...call.matchAll(/--([a-z-]+)/g)].map(([, flag]) => flag);
      expect([...Object.keys(command?.options ?? {}), "json"]).toEqual(expect.arrayContaining(flags));
    }
  });

  test("every file that it names is in the package", () => {
    const files = [...text.matchAll(/`((?:docs\/)[\w.-]+)`|\]\(([\w./-]+)\)/g)].map(
      ([, code, link]) => code ?? link ?? "",
    );
    expect(files.length).toBeGreaterThan(0);
    expect(files.filter((file) => !existsSync(join(root, file)))).toEqual([]);
  });
});
