import { dateOf } from "../diagnostic-categories/page";
import type { FactTable } from "./fact-table";
import { rowsWith } from "./page-table";

const REPOSITORY = "MicrosoftDocs/azure-docs";
const PAGE = "articles/role-based-access-control/built-in-roles.md";

/** The built-in roles that the library and the stand-in name, by name, with their ids. */
export const builtInRoles: FactTable = {
  name: "built-in-roles",
  file: "__tests__/rights/built-in-roles.json",
  repositories: [REPOSITORY],
  read({ clone, today }, before) {
    const repository = clone(REPOSITORY);
    const page = repository.read(PAGE);
    const listed = rolesOn(page);
    const { roles } = before as { readonly roles: Readonly<Record<string, string>> };
    const gone = Object.keys(roles).filter((name) => listed[name] === undefined);
    if (gone.length > 0) throw new Error(`no longer built in: ${gone.join(", ")}`);
    return {
      source: `github.com/${REPOSITORY}/blob/${repository.commit}/${PAGE}`,
      licence: "CC BY 4.0, Microsoft Corporation",
      changes: "names and ids of some roles",
      date: dateOf(page) ?? repository.date,
      read: today,
      roles: Object.fromEntries(Object.keys(roles).map((name) => [name, listed[name] ?? ""])),
    };
  },
};

/** Every role of the page, by its name. */
export function rolesOn(page: string): Readonly<Record<string, string>> {
  const rows = rowsWith(page, ["built-in role", "id"]);
  return Object.fromEntries(
    rows.map((row) => [(row["built-in role"] ?? "").replace(/<[^>]*>/g, ""), row["id"] ?? ""]),
  );
}
