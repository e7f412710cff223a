import { join } from "node:path";
import { components } from "../../examples/company/components";
import { options } from "../../examples/company/options";
import { planBackend } from "../../lib";
import { accessOf, exposuresOf } from "../../lib/access";
import { needsText, networkText } from "../../lib/access/words";
import { root } from "../support/packed";

const plan = planBackend(components, { ...options, root: join(root, "examples/company") });

/** `confirm: Storage Queue Data Reader; storage account: queue confirmations; from the virtual network` */
function linesOf(kinds: readonly string[]): readonly string[] {
  return accessOf(plan)
    .filter(({ kind }) => kinds.includes(kind))
    .map(({ who, may, on, from, needs }) => {
      const rights = may.map(({ name }) => name).join(", ");
      return [
        `${who}: ${rights || "may get through"}`,
        on,
        `from ${networkText(from)}`,
        ...(needs === undefined ? [] : [`with ${needsText(needs)}`]),
      ].join("; ");
    });
}

// Read line by line: what is new here has to be meant.
describe("the example company", () => {
  test("gives each component what it declares", () => {
    expect(linesOf(["component"])).toMatchInlineSnapshot(`
      [
        "confirm: Storage Queue Data Message Processor, Storage Queue Data Reader; storage account: queue confirmations; from the virtual network",
        "confirm: Storage Queue Data Message Sender; storage account: queue confirmations-poison; from the virtual network",
        "invoice: Cosmos DB Built-in Data Reader; Cosmos DB account: database shop-db: container orders; from the virtual network",
        "invoice: Storage Queue Data Message Processor, Storage Queue Data Reader; storage account: queue invoices; from the virtual network",
        "invoice: Storage Queue Data Message Sender; storage account: queue invoices-poison; from the virtual network",
        "orders: Cosmos DB Built-in Data Contributor; Cosmos DB account: database shop-db: container orders; from the virtual network",
      ]
    `);
  });

  test("gives people what their group is for", () => {
    expect(linesOf(["identity"])).toMatchInlineSnapshot(`
      [
        "people developers: Monitoring Reader; Application Insights; from the internet",
        "people developers: Monitoring Reader; Log Analytics workspace; from where its owner lets it",
        "people operators: Monitoring Reader; Application Insights; from the internet",
        "people operators: Cosmos DB Built-in Data Reader; Cosmos DB account; from the virtual network",
        "people operators: Monitoring Reader; Log Analytics workspace; from where its owner lets it",
        "people operators: Key Vault Secrets Officer; key vault; from the virtual network",
        "people operators: Storage Blob Data Reader, Storage Queue Data Reader, Storage Table Data Reader; storage account; from the virtual network",
      ]
    `);
  });

  test("gives the host what it runs with", () => {
    expect(linesOf(["host"])).toMatchInlineSnapshot(`
      [
        "Functions host: Monitoring Metrics Publisher; Application Insights; from the internet",
        "Functions host: Storage Blob Data Owner, Storage Queue Data Contributor, Storage Table Data Contributor; host storage account; from the virtual network",
        "Functions host: Key Vault Secrets User; key vault; from the virtual network",
        "Functions host: Storage Blob Data Reader; package storage account: container function-packages; from the internet",
        "Functions host: Storage Blob Data Reader; storage account: container function-packages; from the virtual network",
        "Functions host of app workers: Monitoring Metrics Publisher; Application Insights; from the internet",
        "Functions host of app workers: Storage Blob Data Owner, Storage Queue Data Contributor, Storage Table Data Contributor; host storage account; from the virtual network",
        "Functions host of app workers: Storage Blob Data Reader; package storage account: container function-packages; from the internet",
        "Functions host of app workers: Storage Blob Data Reader; storage account: container function-packages; from the virtual network",
      ]
    `);
  });

  test("has two callers, and a network for everything else", () => {
    expect(linesOf(["caller", "network"])).toMatchInlineSnapshot(`
      [
        "everyone with a role or a key: may get through; Application Insights; from the internet",
        "everyone with a role or a key: may get through; Cosmos DB account; from the virtual network",
        "everyone with a role or a key: may get through; Log Analytics workspace; from where its owner lets it",
        "everyone with a role or a key: may get through; deployment site of the function app (Kudu); from nowhere",
        "everyone with a role or a key: may get through; function app; from the internet",
        "everyone with a role or a key: may get through; function app workers; from nowhere",
        "everyone with a role or a key: may get through; host storage account; from the virtual network",
        "everyone with a role or a key: may get through; key vault; from the virtual network",
        "everyone with a role or a key: may get through; package storage account; from the internet",
        "everyone with a role or a key: may get through; slot staging; from nowhere",
        "everyone with a role or a key: may get through; storage account; from the virtual network",
        "callers: call its routes; function app: component health; from the internet; with no credentials",
        "callers: call its routes; function app: component orders; from the internet; with a token",
      ]
    `);
  });

  test("is exposed where it says why", () => {
    expect(exposuresOf(plan).map(({ what, why }) => `${what}; ${why}`)).toMatchInlineSnapshot(`
      [
        "Application Insights: reachable from the internet; logs decides it",
        "package storage account: reachable from the internet; storage.packageAccount is "internet"",
        "function app: reachable from the internet; functionApp.publicNetworkAccess is true",
        "function app, component health: anyone can call its routes without a key or token, from the internet; components.health.trigger.authLevel is "anonymous"",
      ]
    `);
  });
});
