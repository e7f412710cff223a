import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { completeHoverTexts } from "./hover-texts";
import { editorSchema } from "./schema";

/** The last step of a build: what editors need beside the compiled library. */
const root = join(__dirname, "../..");
const schema = readFileSync(join(root, "lib/decide/options/options.schema.json"), "utf8");
writeFileSync(join(root, "dist/options.schema.json"), editorSchema(schema));
completeHoverTexts(join(root, "dist"), schema);
