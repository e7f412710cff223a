import * as fc from "fast-check";
import { strToU8, zipSync } from "fflate";
import type { FoundSecret } from "../../lib/scan/found-secret";
import { scanFile } from "../../lib/scan/scan-file";
import { scanText } from "../../lib/scan/text";

const bytes = (content: unknown): Uint8Array =>
  strToU8(typeof content === "string" ? content : JSON.stringify(content));

const account = (key: string) => ({ shared_access_key_enabled: true, primary_access_key: key });
const own = (key: string) => ({ name: "one", token: key });

function state(
  type: string,
  attributes: object,
  sensitive: readonly string[] = [],
  outputs: object = {},
): object {
  return {
    version: 4,
    lineage: "l",
    outputs,
    resources: [
      {
        mode: "managed",
        module: "module.own",
        type,
        name: "one",
        instances: [
          {
            index_key: "a",
            attributes,
            sensitive_attributes: sensitive.map((value) => [{ type: "get_attr", value }]),
          },
        ],
      },
    ],
  };
}

const resource = (key: string) => ({
  address: "azurerm_storage_account.one",
  type: "azurerm_storage_account",
  values: account(key),
});

const plan = (more: object): object => ({ format_version: "1.2", planned_values: {}, ...more });

/** Where a secret is planted that nothing but its place tells of: what is found, and its verdict. */
const places: Readonly<
  Record<string, (key: string) => readonly [content: Uint8Array, verdict: string, where: string]>
> = {
  "a state": (key) => [
    bytes(state("azurerm_storage_account", account(key))),
    "usable",
    'module.own.azurerm_storage_account.one["a"].primary_access_key',
  ],
  "a state, of a type that is not known": (key) => [
    bytes(state("other_thing", own(key), ["token"])),
    "unknown",
    'module.own.other_thing.one["a"].token',
  ],
  "a sensitive output of a state": (key) => [
    bytes(state("other_thing", {}, [], { secret: { value: key, type: "string", sensitive: true } })),
    "unknown",
    "output.secret.value",
  ],
  "planned values": (key) => [
    bytes(plan({ planned_values: { root_module: { resources: [resource(key)] } } })),
    "usable",
    "azurerm_storage_account.one.primary_access_key",
  ],
  "planned values of a module": (key) => [
    bytes(plan({ planned_values: { root_module: { child_modules: [{ resources: [resource(key)] }] } } })),
    "usable",
    "azurerm_storage_account.one.primary_access_key",
  ],
  "the state of a plan": (key) => [
    bytes(plan({ prior_state: { values: { root_module: { resources: [resource(key)] } } } })),
    "usable",
    "azurerm_storage_account.one.primary_access_key",
  ],
  "a change of a plan": (key) => [
    bytes(
      plan({
        resource_changes: [
          {
            address: "other_thing.one",
            type: "other_thing",
            change: { actions: ["delete"], before: own(key), after: null, before_sensitive: { token: true } },
          },
        ],
      }),
    ),
    "unknown",
    "other_thing.one.token",
  ],
  "what has changed outside of Terraform": (key) => [
    bytes(
      plan({
        resource_drift: [
          {
            address: "azurerm_storage_account.one",
            type: "azurerm_storage_account",
            change: { actions: ["update"], before: {}, after: account(key) },
          },
        ],
      }),
    ),
    "usable",
    "azurerm_storage_account.one.primary_access_key",
  ],
  "a stack": (key) => [
    bytes({ resource: { azurerm_windows_function_app: { app: { storage_account_access_key: key } } } }),
    "usable",
    "azurerm_windows_function_app.app.storage_account_access_key",
  ],
  "the backend of a stack": (key) => [
    bytes({ terraform: { backend: { azurerm: { access_key: key } } }, resource: {} }),
    "usable",
    "terraform.backend.azurerm.access_key",
  ],
  "a provider of a stack": (key) => [
    bytes({ provider: { azurerm: [{ client_secret: key }] }, resource: {} }),
    "usable",
    "provider.azurerm.client_secret",
  ],
  "the folder .terraform": (key) => [
    bytes({ version: 3, backend: { type: "azurerm", config: { sas_token: key } } }),
    "usable",
    "backend.config.sas_token",
  ],
  "the state in a saved plan": (key) => [
    zipSync({ tfplan: bytes("\u0001"), tfstate: bytes(state("azurerm_storage_account", account(key))) }),
    "usable",
    'module.own.azurerm_storage_account.one["a"].primary_access_key',
  ],
};

/** Where a secret is found by what it looks like. */
const shapes: Readonly<Record<string, (secret: string) => Uint8Array>> = {
  "an app setting": (secret) =>
    bytes({ resource: { azurerm_windows_function_app: { app: { app_settings: { ANY: secret } } } } }),
  "an output that is not marked": (secret) =>
    bytes(state("other_thing", {}, [], { a: { value: secret, type: "string" } })),
  "a variable of a plan": (secret) => bytes(plan({ variables: { a: { value: secret } } })),
  "a file of text": (secret) => bytes(`a = 1\nb = "${secret}"\n`),
  "the changes in a saved plan": (secret) => zipSync({ tfplan: bytes(`\u0001\u0002${secret}\u0003`) }),
  "an own resource": (secret) => bytes(state("other_thing", { note: secret })),
};

const key = fc.stringMatching(/^[A-Za-z0-9+/]{40,60}$/);

const where = ({ address, attribute }: FoundSecret): string => [address, attribute].filter(Boolean).join(".");

/** What is found, once the report is known not to hold the secret itself. */
function foundIn(content: Uint8Array, secret: string): readonly FoundSecret[] {
  const { found, notes } = scanFile("file", content);
  expect(`${scanText(found, 1)}${JSON.stringify(found)}${notes.join("\n")}`).not.toContain(secret);
  return found;
}

test.each(Object.keys(places))("a key in %s is found, and not shown", (place) => {
  fc.assert(
    fc.property(key, (secret) => {
      const [content, verdict, expected] = places[place]?.(secret) ?? [new Uint8Array(), "", ""];
      expect(foundIn(content, secret).map((each) => [each.verdict, where(each)])).toEqual([
        [verdict, expected],
      ]);
    }),
    { numRuns: 20 },
  );
});

test.each(Object.keys(shapes))("a connection string in %s is found, and not shown", (shape) => {
  fc.assert(
    fc.property(key, (secret) => {
      const content = shapes[shape]?.(`DefaultEndpointsProtocol=https;AccountKey=${secret}`);
      expect(foundIn(content ?? new Uint8Array(), secret).map(({ verdict }) => verdict)).toEqual(["usable"]);
    }),
    { numRuns: 20 },
  );
});

test("a resource that is in a plan twice is found once, and usable if it is so anywhere", () => {
  const change = {
    address: "azurerm_storage_account.one",
    type: "azurerm_storage_account",
    change: { before: account("a"), after: { ...account("a"), shared_access_key_enabled: false } },
  };
  const { found } = scanFile("plan.json", bytes(plan({ resource_changes: [change] })));
  expect(found).toMatchObject([{ verdict: "usable", attribute: "primary_access_key" }]);
});

test("a state that OpenTofu has encrypted, and an archive that is broken, are said not to be read", () => {
  expect(scanFile("a.tfstate", bytes({ serial: 1, lineage: "l", encrypted_data: "YQ==" }))).toEqual({
    found: [],
    notes: ["a.tfstate: encrypted by OpenTofu; what it holds was not looked at"],
  });
  expect(scanFile("a.tfplan", strToU8("PK\u0003\u0004 broken"))).toEqual({
    found: [],
    notes: ["a.tfplan: an archive that cannot be read"],
  });
});

test("any bytes can be scanned", () => {
  fc.assert(
    fc.property(fc.oneof(fc.uint8Array(), fc.json().map(bytes)), (content) => {
      expect(scanFile("file", content).notes.length).toBeLessThanOrEqual(1);
    }),
  );
});
