import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { acceptLists, grantsReport, planBackend } from "../lib";
import { commandsReference } from "./commands-reference";
import { configurationReference } from "./configuration-reference";
import { costReference } from "./cost-reference";
import { pipelineReference } from "./pipeline-reference";
import { policyReference } from "./policy-reference";
import { providerPages } from "./provider-differences";
import { retirementsReference } from "./retirements-reference";
import { components, place } from "./sample";
import { reviewReference } from "./review-reference";
import { servicePages } from "./service-facts";
import { optionsSchema } from "./generate-options-schema";
import { specificationPage } from "./specification-page";
import { specifiedCostsPage } from "./specified-costs";
import { thirdPartyNotices } from "./third-party-notices";
import { versionsPage } from "./versions-reference";

/** What a reviewer of the sample looks at: what its backends may do, and which findings of scanners are accepted. */
function sampleReports(): Readonly<Record<string, string>> {
  const plans = ["dev", "prod"].map((environment) => planBackend(components, { ...place, environment }));
  const lists = Object.entries(acceptLists(...plans));
  return {
    "examples/feedback/grants.md": grantsReport(...plans),
    ...Object.fromEntries(lists.map(([file, text]) => [`examples/feedback/policies/${file}`, text])),
  };
}

/** Every generated file with its text; a test compares them with what is committed. */
export function generatedFiles(): Readonly<Record<string, string>> {
  const schema = optionsSchema();
  return {
    "lib/decide/options/options.schema.json": schema,
    "docs/reference/commands.md": commandsReference(),
    "docs/reference/configuration.md": configurationReference(schema),
    "docs/reference/cost-assumptions.md": costReference(),
    "docs/reference/pipeline-settings.md": pipelineReference(),
    "docs/reference/policy-scanners.md": policyReference(),
    "docs/reference/retirements.md": retirementsReference(),
    "docs/reference/review-rules.md": reviewReference(),
    ...providerPages(),
    ...versionsPage(),
    ...thirdPartyNotices(),
    ...servicePages(schema),
    "specification/README.md": specificationPage(),
    "specification/costs.md": specifiedCostsPage(),
    ...sampleReports(),
  };
}

if (require.main === module)
  for (const [file, text] of Object.entries(generatedFiles())) {
    const path = join(__dirname, "..", file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
