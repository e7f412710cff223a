import { readFileSync } from "node:fs";
import { routePrefixOf } from "../../lib/stand-in/functions-host";
import { packaged, project } from "../support/packaged";

test("the stand-in answers below the prefix of host.json, as the Functions host does", async () => {
  const root = project("module.exports = () => 1;\n");
  const prefixWith = async (routePrefix?: string): Promise<string> => {
    const hostJson = routePrefix === undefined ? {} : { extensions: { http: { routePrefix } } };
    return routePrefixOf(readFileSync((await packaged(root, { hostJson })).file));
  };
  expect(await prefixWith()).toBe("api");
  expect(await prefixWith("")).toBe("");
  expect(await prefixWith("v1/shop")).toBe("v1/shop");
});
