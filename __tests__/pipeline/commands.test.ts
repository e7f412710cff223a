import { commands } from "../../lib/cli/commands";
import { examplePlan, textsOf } from "./example-plan";

/** Every call of this package in a text, as its command and the options that are set. */
function callsIn(text: string): readonly { readonly command: string; readonly options: readonly string[] }[] {
  const joined = text.replaceAll(/\\\n\s+/g, "");
  return [...joined.matchAll(/npx cdktf-azure-backend ([a-z-]+)([^\n]*)/g)].map(
    ([, command = "", rest = ""]) => ({
      command,
      options: [...rest.matchAll(/ --([a-z-]+)/g)].map(([, option = ""]) => option),
    }),
  );
}

test.each(["github", "azure-devops"] as const)(
  "%s: jobs call commands that exist, with options that they have",
  (system) => {
    const calls = Object.values(textsOf(examplePlan(system))).flatMap(callsIn);
    const used = new Set(calls.map(({ command }) => command));
    expect([...used].sort()).toEqual([
      "check",
      "deploy",
      "diff",
      "drift",
      "package",
      "pipeline",
      "plan",
      "release",
      "review",
    ]);
    const unknown = calls.flatMap(({ command, options }) => {
      const known = Object.keys(commands.find(({ name }) => name === command)?.options ?? {});
      return options.filter((option) => !known.includes(option)).map((option) => `${command} --${option}`);
    });
    expect(unknown).toEqual([]);
  },
);
