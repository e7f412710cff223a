import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "@cdktn/hcl2json";
import type { JsonObject } from "../../lib/stand-in/json";
import { type ProviderSchemas, Schemas } from "../../lib/eject/provider-schema";

/** Terraform's own parser of HCL. */
export async function parseHcl(text: string): Promise<JsonObject> {
  return (await parse("stack.tf", text)) as JsonObject;
}

/** What the providers say of the blocks of all types that the examples have. */
export const recordedSchemas = JSON.parse(
  readFileSync(join(__dirname, "../eject/azurerm-blocks.json"), "utf8"),
) as ProviderSchemas;

export const schemas = new Schemas(recordedSchemas);
