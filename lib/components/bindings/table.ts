import { nameFault } from "../../azure/names/azure-names";
import { redacted } from "../../settings/redacted";
import { storageConnection } from "../connections";
import type { Report } from "../needs";
import { type BindingBase, type BindingKind, writes } from "./binding";

/** Reads entities of a table before the function runs: one by its keys, or those that a filter finds. */
export interface TableInput extends BindingBase<"table", "in"> {
  /** The table; the backend makes it. */
  readonly table: string;
  readonly partitionKey?: string;
  /** One entity; not together with `filter` and `take`. */
  readonly rowKey?: string;
  /** An OData filter. */
  readonly filter?: string;
  /** The most entities that are read, at least 1. */
  readonly take?: number;
}

/** Writes entities to a table when the function is done. */
export interface TableOutput extends BindingBase<"table", "out"> {
  /** The table; the backend makes it. */
  readonly table: string;
  /** @default - what the entity says */
  readonly partitionKey?: string;
  /** @default - what the entity says */
  readonly rowKey?: string;
}

/** A table that a handler reads, or reads and writes, through a client of its own. */
export interface TableAccess {
  readonly type: "table";
  /** The table; the backend makes it. */
  readonly table: string;
  readonly action: "read" | "write";
}

export const tableBinding: BindingKind<TableInput | TableOutput, TableAccess> = {
  directions: {
    in: {
      type: true,
      direction: true,
      name: true,
      table: true,
      partitionKey: true,
      rowKey: true,
      filter: true,
      take: true,
    },
    out: { type: true, direction: true, name: true, table: true, partitionKey: true, rowKey: true },
  },
  accessFields: { type: true, table: true, action: true },
  actions: ["read", "write"],
  example: '{ type: "table", direction: "out", name: "logs", table: "logs" }',

  check(path, given, report) {
    const { table: name } = given;
    const fault =
      typeof name === "string" ? nameFault("storageTable", name) : "the name of the table is missing";
    if (fault !== undefined)
      report(`${path}.table`, `${fault}, got ${redacted(name)}`, 'choose a name such as "logs"');
    return checkLookup(path, given as Partial<TableInput>, report) && fault === undefined;
  },

  needs: (given) => ({
    tables: [
      {
        name: given.table,
        action: writes(given) ? "write" : "read",
        field: "table",
        reason: writes(given) ? "reads and writes entities" : "reads entities",
      },
    ],
  }),

  settings: (_said, { prefix }) => storageConnection(prefix, "table"),

  register({ type: _type, direction: _direction, name: _name, table: tableName, ...lookup }, { prefix }) {
    return { method: "table", options: { tableName, connection: `${prefix}_STORAGE`, ...lookup } };
  },
};

/** learn.microsoft.com/azure/azure-functions/functions-bindings-storage-table-input#configuration */
function checkLookup(
  path: string,
  { rowKey, filter, take, partitionKey }: Partial<TableInput>,
  report: Report,
): boolean {
  for (const [field, value] of Object.entries({ rowKey, filter, partitionKey }))
    if (value !== undefined && (typeof value !== "string" || value === ""))
      report(
        `${path}.${field}`,
        `must be a string, got ${redacted(value)}`,
        `give a string, or remove ${field}`,
      );
  if (take !== undefined && !(Number.isInteger(take) && take >= 1))
    report(
      `${path}.take`,
      `must be a whole number of at least 1, got ${redacted(take)}`,
      "remove it to read all entities",
    );
  if (rowKey !== undefined && (filter !== undefined || take !== undefined)) {
    report(
      `${path}.rowKey`,
      "must not be combined with filter or take: rowKey selects one entity",
      "remove rowKey, or filter and take",
    );
    return false;
  }
  return true;
}
