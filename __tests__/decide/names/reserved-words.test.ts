import fc from "fast-check";
import { defineEventHandler } from "../../../lib";
import { composeName } from "../../../lib/decide/names/compose";
import { reservedWordIn } from "../../../lib/decide/names/reserved-words";
import { allNameRules } from "../../../lib/decide/names/name-rules";
import type { ComposedKind } from "../../../lib/services/words";
import { problem, problemsOf } from "../../support/problems";

const kinds = Object.keys(allNameRules).filter(
  (kind): kind is ComposedKind => "prefix" in allNameRules[kind as ComposedKind],
);
const reached = kinds.filter((kind) => allNameRules[kind].scope === "global");

describe("a word that Azure keeps for itself", () => {
  test("a reserved word in a project is one problem, with every name that contains it", () => {
    expect(problemsOf({ project: "windows-updates" })).toEqual([
      problem(
        "project",
        'leads to a name that contains the reserved word "windows", which Azure refuses: Cosmos DB account "cosmos-windows-updates-dev-bf6e1d", ' +
          'storage account "stwindowsupdatedevbf6e1d", key vault "kv-windows-up-dev-bf6e1d", function app "func-windows-update-dev-bf6e1d"',
        "choose another project name, or set the whole name in names.cosmosAccount, names.storageAccount, names.keyVault, names.functionApp",
      ),
    ]);
  });

  test("a reserved word is found where it appears once the hyphens are removed", () => {
    const [found, ...others] = problemsOf({ project: "a-win-dows" });
    expect(others).toEqual([]);
    expect(found?.path).toBe("project");
    expect(found?.message).toMatch(
      /^leads to a name that contains the reserved word "windows", which Azure refuses: storage account "stawindowsdev\w{6}"$/,
    );
    expect(found?.fix).toBe("choose another project name, or set the whole name in names.storageAccount");
  });

  test("a reserved word is no problem where every name with it is chosen by the user", () => {
    const names = {
      keyVault: "kv-updates",
      cosmosAccount: "cosmos-updates",
      storageAccount: "stupdates",
      functionApp: "func-updates",
    };
    expect(problemsOf({ project: "windows-updates", names })).toEqual([]);
  });

  test.each([
    ["storageAccount", "loginstorage", 'begins with the reserved word "login"'],
    ["keyVault", "kv-Microsoft-1", 'contains the reserved word "microsoft"'],
    ["cosmosAccount", "sharepoint", "is a reserved word"],
    ["functionApp", "Azure", "is a reserved word"],
  ])("a reserved word in names.%s is refused: %s", (kind, name, why) => {
    const { label } = allNameRules[kind as ComposedKind];
    expect(problemsOf({ names: { [kind]: name } })).toEqual([
      problem(
        `names.${kind}`,
        `${why}, which Azure refuses in a ${label} name, got "${name}"`,
        "choose another name",
      ),
    ]);
  });

  test.each([
    ["my-login", "login elsewhere than at the start"],
    ["func-azure-one", "another word as a part"],
  ])("the name %s is accepted: %s", (functionApp) => {
    expect(problemsOf({ names: { functionApp } })).toEqual([]);
  });

  test("a reserved word in the name of an environment or in a suffix is that option's problem", () => {
    expect(problemsOf({ nameSuffix: "windows" }).map(({ path }) => path)).toEqual(["nameSuffix"]);
    expect(
      problemsOf({ environment: "windows", environments: { windows: { extends: "dev" } } }).map(
        ({ path }) => path,
      ),
    ).toEqual(["environment"]);
  });

  test("a reserved word in the name of a topic is the topic's problem", () => {
    const handler = defineEventHandler({
      name: "hear",
      entry: "./src/process-upload.ts",
      source: { topic: "windows-events" },
    });
    expect(problemsOf({}, { handler })).toMatchObject([
      { path: "eventGrid.topics", fix: "choose another eventGrid.topics" },
    ]);
  });

  test("a reserved word is refused in every name with which a host name begins", () => {
    const word = fc.constantFrom("microsoft", "windows");
    fc.assert(
      fc.property(
        fc.constantFrom(...reached),
        word,
        fc.stringMatching(/^[a-z]{0,3}$/),
        (kind, each, before) => {
          const parts = { project: `${before}${each}`, environment: "dev", suffix: "abc123", detail: "a" };
          const name = composeName(kind, parts);
          expect(name?.includes(each) ?? false).toBe(
            name !== undefined && reservedWordIn(allNameRules[kind], name) !== undefined,
          );
        },
      ),
    );
  });
});
