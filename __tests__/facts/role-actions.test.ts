import { Clone } from "../../scripts/arm-schemas/clone";
import type { Json } from "../../scripts/facts/differences";
import { type RecordedRole, roleActions, rolesDefinedOn } from "../../scripts/facts/role-actions";
import committed from "../../lib/access/built-in-roles.json";
import { GitClone } from "../support/git-clone";

const FOLDER = "articles/role-based-access-control/built-in-roles";
const roles: Readonly<Record<string, RecordedRole>> = committed.roles;

/** A page as Microsoft writes it, with more fields than are read. */
function pageOf(names: readonly string[], more: object = {}): string {
  const blocks = names.map((roleName) => {
    const { id: name, ...permission } = roles[roleName] ?? { id: "" };
    const definition = {
      assignableScopes: ["/"],
      id: `/providers/Microsoft.Authorization/roleDefinitions/${name}`,
      name,
      permissions: [{ ...permission, ...more }],
      roleName,
      roleType: "BuiltInRole",
    };
    return `## ${roleName}\n\n\`\`\`json\n${JSON.stringify(definition, undefined, 2)}\n\`\`\`\n`;
  });
  return `---\nms.date: 07/01/2026\n---\n\n${blocks.join("\n")}`;
}

test("the committed roles are what the parser makes of a page", () => {
  expect(rolesDefinedOn(pageOf(Object.keys(roles)))).toEqual(roles);
});

test("a role with a condition is left out: its actions do not say what is left of it", () => {
  expect(rolesDefinedOn(pageOf(["Owner"], { condition: "((!(ActionMatches{'a'})))" }))).toEqual({});
});

describe("the table", () => {
  const names = Object.keys(roles);
  const [first = "", ...others] = names;

  function read(pages: Readonly<Record<string, string>>): Json | Promise<Json> {
    const files = Object.entries(pages).map(([page, text]) => [`${FOLDER}/${page}.md`, text]);
    const clone = new GitClone(Object.fromEntries(files) as Readonly<Record<string, string>>);
    try {
      const sources = {
        clone: () => new Clone(clone.folder),
        page: () => Promise.resolve(undefined),
        say: () => undefined,
        today: "2027-01-01",
      };
      return roleActions.read(sources, committed);
    } finally {
      clone.remove();
    }
  }

  test("it is read again, with every page that has one of its roles", () => {
    const found = read({ general: pageOf([first]), empty: "", storage: pageOf(others) });
    expect(found).toEqual({
      ...committed,
      read: "2027-01-01",
      sources: ["general", "storage"].map((page) => ({
        page: expect.stringMatching(
          new RegExp(`^github.com/MicrosoftDocs/azure-docs/blob/[0-9a-f]{40}/${FOLDER}/${page}.md$`),
        ) as unknown,
        date: "2026-07-01",
      })),
    });
  });

  test("a role that is gone is named", () => {
    expect(() => read({ storage: pageOf(others) })).toThrow(`no longer built in: ${first}`);
  });
});
