import { writeFileSync } from "node:fs";
import { join } from "node:path";
import * as components from "../examples/feedback/components";
import { grantsReport, planBackend } from "../lib";
import { checkovConfiguration, policyReference } from "./accepted-checks";
import { configurationReference } from "./configuration-reference";
import { costReference } from "./cost-reference";
import { retirementsReference } from "./retirements-reference";
import { optionsSchema } from "./generate-options-schema";
import { specificationPage } from "./specification/page";

/** What the sample's backends may do, for whoever reviews a change of it. */
function sampleGrants(): string {
  const where = { project: "feedback", location: "eastus2" };
  return grantsReport(
    ...["dev", "prod"].map((environment) => planBackend(components, { ...where, environment })),
  );
}

/** Every generated file with its text; a test compares them with what is committed. */
export function generatedFiles(): Readonly<Record<string, string>> {
  const schema = optionsSchema();
  return {
    "lib/options/options.schema.json": schema,
    "docs/configuration.md": configurationReference(schema),
    "docs/cost-tables.md": costReference(),
    "docs/policies.md": policyReference(),
    "docs/retirements.md": retirementsReference(),
    "docs/specification.md": specificationPage(),
    "examples/feedback/grants.md": sampleGrants(),
    ".checkov.yaml": checkovConfiguration("prod"),
    ".checkov.dev.yaml": checkovConfiguration("dev"),
  };
}

if (require.main === module)
  for (const [file, text] of Object.entries(generatedFiles()))
    writeFileSync(join(__dirname, "..", file), text);
