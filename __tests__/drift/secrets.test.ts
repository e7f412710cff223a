import * as fc from "fast-check";
import { driftReport } from "../../lib/drift/report";
import { isSafeText } from "../../lib/drift/shown-value";
import { driftMarkdown, driftText } from "../../lib/drift/text";
import type { DataObject } from "../../lib/settings/data";
import { driftIn, refreshPlan, type Drifted } from "../support/refresh-plan";

/** Keys as Azure draws them, passwords in a connection string, signatures. */
const secret = fc
  .tuple(
    fc.base64String({ minLength: 40, maxLength: 88 }),
    fc.constantFrom("", "AccountKey=", "?sig=", "Password="),
  )
  .map(([text, before]) => `${before}a1${text}`);

/** Where a secret can be: each place with it on one side, the other or both. */
const places: Readonly<
  Record<string, (value: string) => Omit<Drifted, "after" | "before"> & { readonly of: DataObject }>
> = {
  "an attribute that the provider marks": (value) => ({
    address: "acme_thing.one",
    of: { plain: { nested: value } },
    sensitive: { plain: { nested: true } },
  }),
  "a map that is marked as a whole": (value) => ({
    address: "acme_thing.one",
    of: { values: { one: value } },
    sensitive: { values: true },
  }),
  "a block that is marked within": (value) => ({
    address: "acme_thing.one",
    of: { block: [{ name: "a", code: value }] },
    sensitive: { block: [{ code: true }] },
  }),
  "a value that scan knows": (value) => ({
    address: "azurerm_api_management.one",
    of: { certificate: [{ encoded_certificate: value }] },
  }),
  "an app setting": (value) => ({
    address: "azurerm_linux_function_app.one",
    of: { app_settings: { SOME: value } },
  }),
  "an attribute that is named for it": (value) => ({
    address: "acme_thing.one",
    of: { client_secret: value },
  }),
  "any text": (value) => ({ address: "acme_thing.one", of: { description: value } }),
  "a list of texts": (value) => ({ address: "acme_thing.one", of: { words: ["a", value] } }),
  "a tag": (value) => ({ address: "acme_thing.one", of: { tags: { owner: value } } }),
  "the name of a tag": (value) => ({ address: "acme_thing.one", of: { tags: { [value]: "x" } } }),
  "the name of an element": (value) => ({
    address: "acme_thing.one",
    of: {
      rules: [
        { name: value, a: 1 },
        { name: "other", a: 1 },
      ],
    },
  }),
  "a template": (value) => ({
    address: "azurerm_resource_group_template_deployment.one",
    of: { parameters_content: `{"a":"${value}"}` },
  }),
};

describe.each(Object.entries(places))("a secret in %s", (_place, planted) => {
  test.each(["before", "after", "both", "deleted"] as const)("is in no report: %s", (side) => {
    fc.assert(
      fc.property(secret, secret, (first, second) => {
        fc.pre(first !== second);
        const { of, ...drifted } = planted(first);
        const other = side === "both" ? planted(second).of : {};
        const [before, after] = side === "after" ? [other, of] : [of, other];
        const plan = refreshPlan([{ ...drifted, before, after: side === "deleted" ? null : after }]);
        const drift = driftIn(plan, { configured: { [drifted.address]: { name: "x" } } });
        expect(drift.findings.length + drift.ignored.length).toBeGreaterThan(0);
        const report = driftReport([{ stack: "shop-dev-platform", status: "refreshed", ...drift }]);
        const texts = [driftText(report), driftMarkdown(report), JSON.stringify(report)];
        for (const text of texts)
          for (const each of [first, second]) expect(text).not.toContain(each.slice(-30));
      }),
      { numRuns: 30 },
    );
  });
});

/** So that no rule of noise takes the difference out first. */
const CONFIGURED = { client_secret: "a", plain: {}, values: {}, block: [], certificate: [] };

/** What is known to hold a secret shows none, even one that looks like a word. */
test.each(
  ["marks", "as a whole", "marked within", "scan knows", "app setting", "named for it", "template"].map(
    (part) => Object.entries(places).find(([place]) => place.includes(part)) ?? [part, undefined],
  ),
)("a secret that looks like a word is hidden in %s", (_place, planted) => {
  for (const side of ["before", "after"] as const) {
    const { of, ...drifted } = planted?.("correcthorse") ?? { address: "", of: {} };
    const plan = refreshPlan([{ ...drifted, before: {}, after: {}, [side]: of }]);
    const drift = driftIn(plan, {
      configured: { [drifted.address]: { name: "x", ...CONFIGURED } },
    });
    expect(drift.findings.length + drift.ignored.length).toBeGreaterThan(0);
    expect(JSON.stringify(drift)).not.toContain("correcthorse");
  }
});

test.each([
  "Standard_GZRS",
  "10.0.0.0/16",
  "203.0.113.7",
  "TLS1_2",
  "Deny",
  "https://func-shop-dev.azurewebsites.net",
  "/subscriptions/00000000-0000-4000-8000-000000000002/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/stshopprod12345",
  "00000000-0000-4000-8000-000000000002",
  "What the app needs to read its queue",
])("the text %j is shown", (text) => {
  expect(isSafeText(text)).toBe(true);
});
