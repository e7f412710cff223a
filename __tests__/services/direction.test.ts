import { readFileSync, readdirSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import * as ts from "typescript";

const root = join(__dirname, "../../lib/services");

const services = readdirSync(root, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name !== "contract")
  .map(({ name }) => name);

/** The services that a file imports from, types included. */
function importedServices(file: string): readonly string[] {
  const { importedFiles } = ts.preProcessFile(readFileSync(file, "utf8"), true, true);
  const folders = importedFiles
    .filter(({ fileName }) => fileName.startsWith("."))
    .map(({ fileName }) => relative(root, resolve(dirname(file), fileName)).split(sep)[0]);
  return services.filter((service) => folders.includes(service));
}

/** What each service imports from other services. */
const arrows = new Map(
  services.map((service) => {
    const files = readdirSync(join(root, service), { recursive: true, encoding: "utf8" });
    const imported = files
      .filter((file) => file.endsWith(".ts"))
      .flatMap((file) => importedServices(join(root, service, file)));
    return [service, new Set(imported.filter((other) => other !== service))] as const;
  }),
);

/** The first circle that leads back to a service of the path; undefined where there is none. */
function circleFrom(
  graph: ReadonlyMap<string, ReadonlySet<string>>,
  path: readonly string[],
): readonly string[] | undefined {
  const [last = ""] = path.slice(-1);
  for (const next of graph.get(last) ?? []) {
    const at = path.indexOf(next);
    const circle = at === -1 ? circleFrom(graph, [...path, next]) : [...path.slice(at), next];
    if (circle !== undefined) return circle;
  }
  return undefined;
}

test("services import each other in one direction", () => {
  expect(services.flatMap((service) => circleFrom(arrows, [service])?.join(" -> ") ?? [])).toEqual([]);
});

test("the check finds imports between services, and a circle among them", () => {
  expect([...(arrows.get("cdn") ?? [])]).toEqual(["storage"]);
  expect([...(arrows.get("networking") ?? [])]).toEqual(["logs", "storage"]);
  const turned = new Map([...arrows, ["storage", new Set(["cdn"])] as const]);
  expect(circleFrom(turned, ["cdn"])).toEqual(["cdn", "storage", "cdn"]);
});
