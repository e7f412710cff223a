import { components, dev, prod } from "./bases";
import { defineCrudApi } from "../../../lib";
import { type Scenario, changed } from "./scenario";

const UNGUARDED = { locks: false, preventDestroy: false };

export const byTotal = defineCrudApi({
  name: "orders",
  entityName: "Order",
  partitionKey: "/total",
  schema: { customer: "string", total: "number" },
});

/** Changes that delete or replace what keeps data, and what guards it. */
export const dataScenarios: readonly Scenario[] = [
  {
    name: "database-mode",
    shows:
      "a serverless account becomes one with throughput: Terraform changes the database, and the account not at all",
    base: dev,
    change: changed(dev, { cosmos: { mode: "Autoscale" } }),
  },
  {
    name: "database-replaced-guarded",
    shows: "another backup replaces the account, which prevent_destroy refuses",
    base: prod,
    change: changed(prod, { cosmos: { ...prod.options.cosmos, backup: "Periodic" } }),
    fails: true,
  },
  {
    name: "database-replaced",
    shows: "another backup replaces the account, and the same change takes the safeguards off",
    base: prod,
    change: changed(prod, {
      cosmos: { ...prod.options.cosmos, backup: "Periodic" },
      safeguards: UNGUARDED,
    }),
  },
  {
    name: "container-dropped",
    shows: "a container of Cosmos DB is no longer in the options: its prevent_destroy is gone with its block",
    base: prod,
    change: changed(prod, { cosmos: {} }),
  },
  {
    name: "component-dropped",
    shows: "a component, its queue and its rights are gone",
    base: prod,
    change: { ...prod, components: { orders: components.orders, invoices: components.invoices } },
  },
  {
    name: "partition-key",
    shows: "another partition key replaces a container",
    base: dev,
    change: { ...dev, components: { ...components, orders: byTotal } },
  },
  {
    name: "locks-off",
    shows: "the locks are deleted",
    base: prod,
    change: changed(prod, { safeguards: { locks: false } }),
  },
  {
    name: "prevent-destroy-off",
    shows: "prevent_destroy is gone: Terraform plans nothing",
    base: prod,
    change: changed(prod, { safeguards: { preventDestroy: false } }),
  },
];
