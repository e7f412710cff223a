import type { FactTable } from "./fact-table";

const REPOSITORY = "Azure/EOL";

/** A row of `service_list.json`. */
interface Listed {
  readonly Id: string | number;
  readonly ServiceName: string;
  readonly RetiringFeature: string;
  readonly RetirementDate: string;
}

/** What Microsoft's list calls the services that backends are made of. */
const SERVICES = [
  "API Management",
  "App Service",
  "Application Insights",
  "Availability Tests",
  "Azure CDN",
  "Azure Container Registry",
  "Azure Cosmos DB",
  "Azure Front Door",
  "Azure Functions",
  "Azure Key Vault",
  "Azure Log Analytics",
  "Azure Monitor",
  "Azure Storage",
  "Azure Storage Accounts",
  "Event Grid",
  "Log Analytics",
  "Public IP address",
  "Redis Cache",
  "Redis Enterprise",
  "Service Bus",
  "Storage Account",
];

/** The committed file. */
export interface AzureEnds {
  readonly ends: Readonly<Record<string, string>>;
}

/**
 * Microsoft's list of ends of life. The rows that this library knows have their day; those of the same services that it does
 * not know are named, so that a refresh shows a new one.
 */
export const azureEnds: FactTable = {
  name: "azure-ends",
  file: "lib/azure/retirements/azure-ends.json",
  repositories: [REPOSITORY],
  read({ clone, today }, before) {
    const repository = clone(REPOSITORY);
    const listed = JSON.parse(repository.read("service_list.json")) as readonly Listed[];
    const byId = new Map(listed.map((row) => [`${row.Id}`, row]));
    const known = (before as unknown as AzureEnds).ends;
    const missing = Object.keys(known).filter((id) => !byId.has(id));
    if (missing.length > 0)
      throw new Error(`no longer in the list, look for another source: ${missing.join(", ")}`);
    const others = listed
      .filter(({ Id, ServiceName }) => SERVICES.includes(ServiceName) && !Object.hasOwn(known, `${Id}`))
      .map((row) => [
        `${row.Id}`,
        `${row.ServiceName}: ${row.RetiringFeature.trim()}, ${row.RetirementDate}`,
      ]);
    return {
      source: `github.com/${REPOSITORY}`,
      licence: "MIT, Microsoft Corporation",
      commit: repository.commit,
      date: repository.date,
      read: today,
      ends: Object.fromEntries(Object.keys(known).map((id) => [id, byId.get(id)?.RetirementDate ?? ""])),
      others: Object.fromEntries(others) as Readonly<Record<string, string>>,
    };
  },
};
