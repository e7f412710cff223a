import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { askedTypes } from "../lib/stand-in/arm-schemas/asked-types";
import { Clone } from "./arm-schemas/clone";
import { armSchemas, schemasText } from "./arm-schemas/subset";

/** `npm run generate:arm-schemas -- --from <clone of github.com/Azure/bicep-types-az>` */
const { values } = parseArgs({ options: { from: { type: "string" } } });
if (values.from === undefined)
  throw new Error(
    "say where the types are: npm run generate:arm-schemas -- --from <clone of Azure/bicep-types-az>",
  );
const file = join(__dirname, "../lib/stand-in/arm-schemas/schemas.json");
writeFileSync(file, schemasText(armSchemas(new Clone(values.from), askedTypes)));
