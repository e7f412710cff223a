import fc from "fast-check";
import { reviewMarkdown } from "../../lib/review/markdown";
import { reviewOf } from "../../lib/review/review";
import { shownValue } from "../../lib/review/shown-value";
import { reviewText } from "../../lib/review/text";
import type { Data, DataObject } from "../../lib/settings/data";
import { planOf, planned } from "./planned";

/** A secret that looks like nothing in particular, as a password does. */
const SECRET = "hunter2-9f8e7d6c5b4a";

const key = fc.constantFrom(
  "app_settings",
  "connection_string",
  "primary_access_key",
  "admin_password",
  "custom_data",
  "parameters_content",
  "properties",
  "settings",
  "site_config",
  "secret",
  "value",
  "storage_account_access_key",
  "environment_variables",
  "triggers",
  "metadata",
  "ip_restriction",
  "tags",
  "headers",
);

/** Keys of a map that its owner chose: they may be called like arguments whose values are shown. */
const ownKey = fc.constantFrom(
  "name",
  "sku",
  "type",
  "MODE",
  "scope",
  "location",
  "version",
  "API_KEY",
  "a.name",
  "tier",
);
const ownMap = fc.constantFrom(
  "app_settings",
  "properties",
  "environment_variables",
  "tags",
  "parameters",
  "secrets",
  "metadata",
);

const leaf = fc.oneof(
  fc.constant<Data>(SECRET),
  fc.constant<Data>(`prefix ${SECRET} suffix`),
  fc.constant<Data>([SECRET]),
  fc.constant<Data>(true),
  fc.constant<Data>(null),
);

const { resource } = fc.letrec<{ resource: DataObject; value: Data }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    leaf,
    tie("resource"),
    tie("resource").map((each): Data => [each]),
  ),
  resource: fc.oneof(
    fc.dictionary(key, tie("value"), { maxKeys: 4 }),
    fc
      .tuple(ownMap, fc.dictionary(ownKey, leaf, { maxKeys: 3 }))
      .map(([map, values]): DataObject => ({ [map]: values })),
  ),
}));

const mask = fc.constantFrom<Data>({}, true, { app_settings: true }, { properties: { name: true } });
const type = fc.constantFrom(
  "azurerm_linux_function_app",
  "azurerm_storage_account",
  "azurerm_key_vault_secret",
  "azurerm_network_security_group",
  "azurerm_role_assignment",
  "azurerm_api_management",
  "terraform_data",
  "random_password",
);
const change = fc
  .record({
    type,
    kind: fc.constantFrom("create" as const, "update" as const, "replace" as const, "delete" as const),
    before: resource,
    after: resource,
    before_sensitive: mask,
    after_sensitive: mask,
    imported: fc.boolean(),
  })
  .map(({ type: of, kind, before, after, imported, ...masks }) =>
    planned(of, {
      kind,
      before,
      after,
      more: { ...masks, ...(imported ? { importing: { id: "/x" } } : {}) },
    }),
  );

test("no report has a value that may be secret, known to be sensitive or not", () => {
  fc.assert(
    fc.property(
      fc.array(change, { minLength: 1, maxLength: 4 }),
      fc.array(change, { maxLength: 2 }),
      (changes, drift) => {
        const outputs = { key: { actions: ["update"], before: SECRET, after: SECRET } };
        const review = reviewOf({
          environment: "prod",
          stacks: [
            planOf(changes, {
              resource_drift: drift,
              output_changes: outputs,
              variables: { v: { value: SECRET } },
            }),
          ],
          asked: "all",
          built: [],
          accepted: [],
          acceptedFile: "f.json",
          today: "2026-11-30",
        });
        for (const report of [reviewMarkdown([review]), reviewText([review]), JSON.stringify(review)])
          expect(report).not.toContain(SECRET);
      },
    ),
    { numRuns: 300 },
  );
});

test.each([
  ["sku_name", "EP1", '"EP1"'],
  ["network_acls.default_action", "Allow", '"Allow"'],
  ["name", "shop", '"shop"'],
  ["ip_range_filter", ["203.0.113.7"], '["203.0.113.7"]'],
  ["public_network_access_enabled", true, "true"],
  ["app_settings.name", "x", undefined],
  ["site_config.app_command_line", "x", undefined],
  ["name", "AccountKey=abc", "(not shown: it looks like a secret)"],
  ["anything", null, "not set"],
] as const)("%s = %j is shown as %s", (argument, value, shown) => {
  expect(shownValue(value, argument)).toBe(shown);
});
