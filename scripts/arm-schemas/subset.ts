import type { ArmSchemas, Shape } from "../../lib/stand-in/arm-schemas/schema";
import type { Clone } from "./clone";
import { Definitions } from "./definitions";
import type { PublishedType } from "./published";
import { withoutRepetition } from "./same-definitions";

/** A type's name by its file: `generated/keyvault/microsoft.keyvault/2026-02-01/types.json` */
const FILE = /^generated\/[^/]+\/([^/]+)\/([^/]+)\/types\.json$/;

/**
 * The part of Microsoft's published types that describes `asked`.
 *
 * @param asked - `Microsoft.KeyVault/vaults@2026-02-01`
 * @throws Error that names every type which is not published
 */
export function armSchemas(clone: Clone, asked: readonly string[]): ArmSchemas {
  const published = new PublishedTypes(clone);
  const definitions = new Definitions();
  const found = new Map<string, Shape>();
  const missing: string[] = [];
  for (const name of [...new Set(asked)].sort()) {
    const shape = published.shapeOf(name, definitions);
    if (shape === undefined) missing.push(name);
    else found.set(name, shape);
  }
  if (missing.length > 0) throw new Error(`not published at ${clone.commit}: ${missing.join(", ")}`);
  const { definitions: kept, moved } = withoutRepetition(definitions.all);
  return {
    source: "github.com/Azure/bicep-types-az",
    licence: "MIT",
    commit: clone.commit,
    types: Object.fromEntries([...found].map(([name, shape]) => [name, moved(shape)])),
    definitions: kept,
  };
}

/** One line for each type and definition: a change of them is read line by line. */
export function schemasText({ types, definitions, ...head }: ArmSchemas): string {
  const lines = (entries: readonly string[]): string => entries.map((entry) => `\n${entry}`).join(",");
  const typeLines = Object.entries(types).map(
    ([name, shape]) => `${JSON.stringify(name)}:${JSON.stringify(shape)}`,
  );
  const definitionLines = definitions.map((definition) => JSON.stringify(definition));
  return (
    `${JSON.stringify(head).slice(0, -1)},\n"types":{${lines(typeLines)}},\n` +
    `"definitions":[${lines(definitionLines)}]}\n`
  );
}

/** Reads a file once, however many of its types are asked for. */
class PublishedTypes {
  private readonly files: readonly string[];
  private readonly read = new Map<string, readonly PublishedType[]>();

  constructor(private readonly clone: Clone) {
    this.files = clone.files("generated");
  }

  shapeOf(name: string, definitions: Definitions): Shape | undefined {
    const [type = "", version = ""] = name.split("@");
    const namespace = type.split("/")[0] ?? "";
    const candidates = this.files.filter((file) => {
      const [, of, at] = FILE.exec(file) ?? [];
      return of === namespace.toLowerCase() && at === version.toLowerCase();
    });
    for (const file of candidates) {
      const types = this.typesOf(file);
      const resource = types.find(
        (each) => each.$type === "ResourceType" && each.name.toLowerCase() === name.toLowerCase(),
      );
      if (resource?.$type === "ResourceType") return definitions.shapeOf(file, types, resource.body);
    }
    return undefined;
  }

  private typesOf(file: string): readonly PublishedType[] {
    const known = this.read.get(file);
    if (known !== undefined) return known;
    const types = JSON.parse(this.clone.read(file)) as readonly PublishedType[];
    this.read.set(file, types);
    return types;
  }
}
