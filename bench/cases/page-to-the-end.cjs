// A list of 10,000 items, page by page to its end, out of a container that counts what is read of it. `one`: all items have
// the value that they are sorted by; `own`: each has its own.
const [library, values] = process.argv.slice(2);
const { join } = require("node:path");
const { HttpRequest } = require("@azure/functions");
const { cosmosStore, crudHandlers, defineCrudApi } = require(join(library, "runtime"));

const ITEMS = 10_000;
const api = defineCrudApi({
  name: "things",
  entityName: "Thing",
  partitionKey: "/id",
  schema: { total: "number" },
  routes: { list: { pageSize: 100, sortBy: "total" } },
});

// In the order of the list: by total, then by id.
const items = Array.from({ length: ITEMS }, (_, number) => ({
  id: String(number).padStart(5, "0"),
  total: values === "one" ? 1 : number,
}));
let read = 0;

/**
 * What a query finds, as Cosmos DB and its SDK find it: by the composite index from a place on; by offsets the SDK reads what it
 * skips, across partitions. Where a query begins is told by its parameters.
 */
function found({ query, parameters }) {
  const value = (name) => parameters.find((each) => each.name === name)?.value;
  const [, top] = /^SELECT TOP (\d+) /.exec(query) ?? [];
  // Every item has a total.
  if (query.includes("NOT IS_NUMBER")) return [];
  if (top !== undefined) {
    const [total, id] = [value("@after0"), value("@after1")];
    const from = total === undefined ? 0 : items.findIndex((each) => isAfter(each, total, id));
    return from < 0 ? [] : items.slice(from, from + Number(top));
  }
  const skipped = Number(value("@skip"));
  const from = value("@from") === undefined ? 0 : items.findIndex(({ total }) => total >= value("@from"));
  read += Math.min(skipped, ITEMS - from);
  return items.slice(from + skipped, from + skipped + Number(value("@limit")));
}

function isAfter(each, total, id) {
  return each.total > total || (each.total === total && each.id > id);
}

const container = {
  items: {
    query(query, { maxItemCount }) {
      const left = found(query);
      let begun = false;
      const next = (count) => {
        begun = true;
        const resources = left.splice(0, count);
        read += resources.length;
        return { resources };
      };
      return {
        hasMoreResults: () => !begun || left.length > 0,
        fetchNext: async () => next(maxItemCount),
        fetchAll: async () => next(Infinity),
      };
    },
  },
};

async function main() {
  const { list } = crudHandlers(api, cosmosStore(api, { container }));
  const begun = process.cpuUsage();
  let pages = 0;
  let seen = 0;
  for (let url = "https://functions.example/api/things"; url !== undefined;) {
    const request = new HttpRequest({
      method: "GET",
      url,
      query: Object.fromEntries(new URL(url).searchParams),
    });
    const { status, body } = await list(request, console);
    if (status !== 200) throw new Error(`page ${pages + 1} is answered with ${status}`);
    const page = JSON.parse(body);
    pages += 1;
    seen += page.items.length;
    url = page.nextLink === undefined ? undefined : new URL(page.nextLink, url).href;
  }
  if (seen !== ITEMS) throw new Error(`${seen} items were listed`);
  const { user, system } = process.cpuUsage(begun);
  console.log(JSON.stringify({ pages, "items read": read, "ms of CPU": (user + system) / 1000 }));
}

void main();
