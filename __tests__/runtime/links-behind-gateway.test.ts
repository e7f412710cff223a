import { HttpRequest } from "@azure/functions";
import { CRUD_ROUTES, type CrudOperation } from "../../lib/components/crud-routes";
import { crudHandlers, defineCrudApi, memoryStore } from "../../lib/runtime";
import { all, one, withApim } from "../support/api-management";

jest.spyOn(process, "emitWarning").mockImplementation();

const notes = defineCrudApi({
  name: "notes",
  entityName: "Note",
  partitionKey: "/owner",
  schema: { owner: { type: "string", required: true } },
  routes: { list: { pageSize: 2 } },
});
const handlers = crudHandlers(notes, memoryStore());
const GATEWAY = "https://apim-shop.azure-api.net";

/** API Management as it is planned: a public path for each operation, and the app behind it, below `/api`. */
function gateway(options: Parameters<typeof withApim>[0]) {
  const backend = withApim(options, { notes });
  const { path, version } = one(backend, "api") as { readonly path: string; readonly version: string };
  const prefix = [path, version].filter((part) => part !== "").join("/");
  const templates = Object.values(all(backend, "api_operation")) as {
    readonly operation_id: string;
    readonly method: string;
    readonly url_template: string;
  }[];

  return async (method: string, url: string, body?: object) => {
    const { pathname, search, searchParams, origin } = new URL(url);
    expect(origin).toBe(GATEWAY);
    const found = templates.flatMap((template) => {
      const pattern = `^/${prefix}${template.url_template.replace("{id}", "([^/]+)")}$`;
      const match = new RegExp(pattern).exec(pathname);
      return match === null || template.method !== method ? [] : [{ template, id: match[1] }];
    })[0];
    if (found === undefined) throw new Error(`the gateway has nothing at ${method} ${pathname}`);
    const operation = found.template.operation_id.replace("notes-", "") as CrudOperation;
    expect(CRUD_ROUTES[operation].method).toBe(method);
    const request = new HttpRequest({
      method: method,
      url: `https://func-shop.azurewebsites.net/api${pathname.slice(`/${prefix}`.length)}${search}`,
      query: Object.fromEntries(searchParams),
      headers: { "content-type": "application/json" },
      params: found.id === undefined ? {} : { id: decodeURIComponent(found.id) },
      ...(body && { body: { string: JSON.stringify(body) } }),
    });
    const answer = await handlers[operation](request, { error: (fault: unknown) => fail(fault) });
    return { ...answer, content: JSON.parse(answer.body ?? "null") as unknown };
  };
}

function fail(cause: unknown): never {
  throw new Error("nothing was expected to go wrong", { cause });
}

test.each<[string, Parameters<typeof withApim>[0], string]>([
  ["by default", {}, "/api/v1"],
  ["with another path", { path: "shop/public" }, "/shop/public/v1"],
])("links begin with the caller's address behind a gateway: %s", async (_name, options, prefix) => {
  const call = gateway(options);
  const collection = `${GATEWAY}${prefix}/notes`;
  const owner = `ann & ${prefix}`;
  for (const id of ["a b", "ü:%", "c", "d", "e"]) {
    const created = await call("POST", collection, { id, owner });
    expect(created.status).toBe(201);
    const read = await call("GET", new URL(created.headers["location"] ?? "", collection).href);
    expect(read).toMatchObject({ status: 200, content: { id, owner } });
  }
  const seen: unknown[] = [];
  for (
    let url: string | undefined = `${collection}?partitionKey=${encodeURIComponent(owner)}`;
    url !== undefined;
  ) {
    const { items, nextLink } = (await call("GET", url)).content as {
      items: { id: string }[];
      nextLink?: string;
    };
    seen.push(...items.map(({ id }) => id));
    url = nextLink === undefined ? undefined : new URL(nextLink, url).href;
  }
  expect(seen).toEqual(["a b", "c", "d", "e", "ü:%"]);
});
