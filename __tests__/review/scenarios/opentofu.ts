import { components, dev } from "./bases";
import { byTotal } from "./data";
import { withBrokenCondition } from "./own";
import { type Scenario, changed } from "./scenario";

const tagged = { tags: { costCenter: "4711" } };

/** What OpenTofu plans, whose JSON lacks `complete` and `applyable`. */
export const openTofuScenarios: readonly Scenario[] = [
  {
    name: "opentofu-nothing",
    shows: "nothing changes, as OpenTofu plans it",
    base: dev,
    change: dev,
    program: "opentofu",
  },
  {
    name: "opentofu",
    shows: "another partition key and a tag, as OpenTofu plans them",
    base: dev,
    change: changed({ ...dev, components: { ...components, orders: byTotal } }, tagged),
    program: "opentofu",
  },
  {
    name: "opentofu-targeted",
    shows: "one resource group is planned alone: nothing in OpenTofu's JSON says so",
    base: dev,
    change: changed(dev, tagged),
    args: ["-target=azurerm_resource_group.resource_group"],
    program: "opentofu",
  },
  {
    name: "opentofu-precondition",
    shows: "a precondition fails, as OpenTofu plans it",
    base: dev,
    change: { ...dev, own: withBrokenCondition },
    fails: true,
    program: "opentofu",
  },
];
