// A CRUD API on a store in memory, request after request: what one of each kind costs, and what memory it leaves behind.
const [library] = process.argv.slice(2);
const { join } = require("node:path");
const { setFlagsFromString } = require("node:v8");
const { runInNewContext } = require("node:vm");
const { HttpRequest } = require("@azure/functions");
const { crudHandlers, defineCrudApi, memoryStore } = require(join(library, "runtime"));

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc");
const ITEMS = 50;
const REQUESTS = 10_000;
const LISTS = 1_000;

const api = defineCrudApi({
  name: "things",
  entityName: "Thing",
  partitionKey: "/id",
  schema: {
    rating: { type: "number", required: true, validation: { min: 1, max: 5 } },
    comment: "string",
    created_at: "timestamp",
    status: { type: "string", validation: { enum: ["pending", "approved"] }, default: "pending" },
  },
  routes: { list: { pageSize: ITEMS, sortBy: "created_at" } },
});
const bodyOf = (number) =>
  JSON.stringify({
    id: `${number}`,
    rating: (number % 5) + 1,
    comment: "It was all right.",
    created_at: "2026-01-31T09:30:00Z",
  });
const url = "https://functions.example/api/things";
const headers = { "content-type": "application/json" };
const context = {
  error(fault) {
    throw fault;
  },
};

async function main() {
  const handlers = crudHandlers(api, memoryStore());
  const ask = async (operation, method, number, sends, expected) => {
    const request = new HttpRequest({
      method,
      url: operation === "create" || operation === "list" ? url : `${url}/${number}`,
      headers,
      params: operation === "create" || operation === "list" ? {} : { id: `${number}` },
      ...(sends && { body: { string: bodyOf(number) } }),
    });
    const { status } = await handlers[operation](request, context);
    if (status !== expected) throw new Error(`${operation} is answered with ${status}`);
  };
  const kinds = [
    ["read", "GET", false, 200, REQUESTS],
    ["update", "PUT", true, 200, REQUESTS],
    ["list", "GET", false, 200, LISTS],
  ];
  for (let number = 0; number < ITEMS; number += 1) await ask("create", "POST", number, true, 201);
  // Once for nothing, so that no kind pays for being compiled.
  for (const [operation, method, sends, expected] of kinds)
    for (let number = 0; number < 1000; number += 1)
      await ask(operation, method, number % ITEMS, sends, expected);

  const figures = {};
  for (const [operation, method, sends, expected, times] of kinds) {
    collect();
    const heap = process.memoryUsage().heapUsed;
    const begun = process.cpuUsage();
    for (let number = 0; number < times; number += 1)
      await ask(operation, method, number % ITEMS, sends, expected);
    const { user, system } = process.cpuUsage(begun);
    collect();
    figures[`${operation}, µs of CPU each`] = (user + system) / times;
    figures[`${operation}, bytes of heap that each leaves`] = (process.memoryUsage().heapUsed - heap) / times;
  }
  const begun = process.cpuUsage();
  for (let number = 0; number < 5_000; number += 1) await ask("create", "POST", ITEMS + number, true, 201);
  const { user, system } = process.cpuUsage(begun);
  figures["create, µs of CPU each"] = (user + system) / 5_000;
  console.log(JSON.stringify(figures));
}

void main();
