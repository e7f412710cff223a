import { createRequire } from "node:module";
import { Agent, type Server } from "node:https";
import type { AddressInfo } from "node:net";
import { resolve } from "node:path";
import { CosmosClient } from "@azure/cosmos";
import { listOrder } from "../../lib/components/list-order";
import { type CosmosContainer, type CosmosWriteOptions, cosmosStore } from "../../lib/runtime";
import { type StoreOptions, storeContract } from "../support/store-contract";

/**
 * The store by `@azure/cosmos` on a Cosmos DB server that others wrote, npm's @vercel/cosmosdb-server: CONTRIBUTING.md. Its gaps:
 * entity tags have no quotes, which are added and taken off here; a composite index serves one direction alone; a query of one
 * partition answers from all; unique keys hold across partitions; nothing expires; no request units, sizes, regions and roles.
 */
const folder = process.env["COSMOS_SERVER"];
const withServer = folder === undefined ? describe.skip : describe;

withServer("a Cosmos DB server from npm", () => {
  let server: Server;
  let client: CosmosClient;
  let count = 0;

  beforeAll(async () => {
    const load = createRequire(resolve(folder ?? "", "package.json"));
    const { default: createServer } = load("@vercel/cosmosdb-server") as { readonly default: () => Server };
    server = createServer();
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    const { port } = server.address() as AddressInfo;
    client = new CosmosClient({
      endpoint: `https://127.0.0.1:${port}`,
      key: Buffer.from("any").toString("base64"),
      // Its certificate is its own.
      agent: new Agent({ rejectUnauthorized: false }),
    });
  });
  afterAll(async () => {
    client.dispose();
    await new Promise((done) => server.close(done));
  });

  /** As the plan makes it: with the composite indexes that lists are paged by. */
  async function made({ uniqueKeys = [] }: StoreOptions): Promise<CosmosContainer> {
    count += 1;
    const { database } = await client.databases.create({ id: `database-${count}` });
    const { container } = await database.containers.create({
      id: "things",
      partitionKey: { paths: ["/owner"] },
      uniqueKeyPolicy: { uniqueKeys: uniqueKeys.map((paths) => ({ paths: [...paths] })) },
      indexingPolicy: {
        includedPaths: [{ path: "/*" }],
        compositeIndexes: (["ascending", "descending"] as const).flatMap((order) =>
          ["n", "id", "owner", undefined].map((sortBy) =>
            listOrder(sortBy, "/owner").map((names) => ({ path: `/${names.join("/")}`, order })),
          ),
        ),
      },
    });
    return container;
  }

  storeContract(
    "cosmosStore, on that server,",
    (options = {}) =>
      cosmosStore({ name: "things", partitionKey: "/owner" }, { container: quoted(made(options)) }),
    ["expiry", "unique keys", "queries of one partition"],
  );
});

/** A container that is being made, whose entity tags have quotes as those of Cosmos DB have. */
function quoted(container: Promise<CosmosContainer>): CosmosContainer {
  const withQuotes = <T extends { readonly resource?: unknown }>(answer: T): T => {
    const resource = answer.resource as { readonly _etag: string } | undefined;
    return resource === undefined
      ? answer
      : { ...answer, resource: { ...resource, _etag: `"${resource._etag}"` } };
  };
  const withoutQuotes = ({ accessCondition, ...others }: CosmosWriteOptions = {}): CosmosWriteOptions => ({
    ...others,
    ...(accessCondition && {
      accessCondition: { ...accessCondition, condition: accessCondition.condition.replaceAll('"', "") },
    }),
  });
  return {
    items: {
      create: async (item) => withQuotes(await (await container).items.create(item)),
      query: (query, options) => {
        const pages = container.then(({ items }) => items.query(query, options));
        let left = true;
        return {
          hasMoreResults: () => left,
          fetchNext: async () => {
            const page = await (await pages).fetchNext();
            left = (await pages).hasMoreResults();
            return page;
          },
        };
      },
    },
    item: (id, partition) => {
      const item = container.then((each) => each.item(id, partition));
      return {
        read: async () => withQuotes(await (await item).read()),
        replace: async (body, options) =>
          withQuotes(await (await item).replace(body, withoutQuotes(options))),
        delete: async (options) => (await item).delete(withoutQuotes(options)),
      };
    },
  };
}
