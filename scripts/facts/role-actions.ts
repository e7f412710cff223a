import { dateOf } from "../diagnostic-categories/page";
import type { Json } from "./differences";
import type { FactTable } from "./fact-table";

const REPOSITORY = "MicrosoftDocs/azure-docs";
const FOLDER = "articles/role-based-access-control/built-in-roles";

/** A role as the committed file has it. */
export interface RecordedRole {
  readonly id: string;
  readonly actions: readonly string[];
  readonly notActions: readonly string[];
  readonly dataActions: readonly string[];
  readonly notDataActions: readonly string[];
}

/** What some built-in roles allow, from Microsoft's pages; which they are is decided in the committed file. */
export const roleActions: FactTable = {
  name: "role-actions",
  file: "lib/access/built-in-roles.json",
  repositories: [REPOSITORY],
  read({ clone, today }, before) {
    const repository = clone(REPOSITORY);
    const { roles } = before as { readonly roles: Readonly<Record<string, Json>> };
    const names = Object.keys(roles);
    const pages = repository.files(FOLDER).map((path) => {
      const text = repository.read(path);
      return { path, date: dateOf(text) ?? repository.date, found: rolesDefinedOn(text) };
    });
    const found: Readonly<Record<string, RecordedRole>> = Object.fromEntries(
      pages.flatMap((each) => Object.entries(each.found)),
    );
    const gone = names.filter((name) => found[name] === undefined);
    if (gone.length > 0) throw new Error(`no longer built in: ${gone.join(", ")}`);
    return {
      ...(before as Readonly<Record<string, Json>>),
      read: today,
      sources: pages
        .filter((each) => names.some((name) => each.found[name] !== undefined))
        .map(({ path, date }) => ({
          page: `github.com/${REPOSITORY}/blob/${repository.commit}/${path}`,
          date,
        })),
      roles: Object.fromEntries(names.map((name) => [name, found[name]])) as unknown as Json,
    };
  },
};

/** A block of JSON that defines a role. */
interface Definition {
  readonly name: string;
  readonly roleName: string;
  readonly permissions: readonly (Omit<RecordedRole, "id"> & { readonly condition?: string })[];
}

/** Every role that a page defines, by its name; without those that have conditions or several permissions. */
export function rolesDefinedOn(page: string): Readonly<Record<string, RecordedRole>> {
  const blocks = [...page.matchAll(/^```json\n([\s\S]*?)\n```$/gm)].map(
    ([, text = ""]) => JSON.parse(text) as Definition,
  );
  return Object.fromEntries(
    blocks.flatMap(({ name, roleName, permissions: [permission, ...others] }) => {
      if (permission === undefined || others.length > 0 || permission.condition !== undefined) return [];
      const { actions, notActions, dataActions, notDataActions } = permission;
      return [[roleName, { id: name, actions, notActions, dataActions, notDataActions }]];
    }),
  );
}
