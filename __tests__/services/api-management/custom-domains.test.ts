import fc from "fast-check";
import { accessOf } from "../../../lib/access";
import { apimGrants } from "../../../lib/services/api-management/grants";
import { notes, withApim } from "../../support/api-management";
import { planned } from "../../support/planned";
import { problemsOf } from "../../support/problems";

const SUBSCRIPTION = "22222222-2222-4222-8222-222222222222";
const ZONE = `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg-dns/providers/Microsoft.Network/dnsZones/contoso.com`;
const VAULT = `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg-certificates/providers/Microsoft.KeyVault/vaults/kv-certificates`;
const SECRETS = "https://kv-certificates.vault.azure.net/secrets";
const HOST = "api.contoso.com";
const SECRET = `${SECRETS}/api-contoso-com`;
const WHOLE = { certificateSecretId: SECRET, keyVaultId: VAULT, dnsZoneId: ZONE };
const DOMAIN = "azurerm_api_management_custom_domain";
const OPTION = "optional.apim.customDomains";

describe("a custom domain of API Management", () => {
  const backend = withApim({ customDomains: { [HOST]: WHOLE, "old.contoso.com": false } });
  const { platform } = backend;
  const [role = ""] = Object.keys(platform.all("azurerm_role_assignment"));
  const [record = ""] = Object.keys(platform.all("azurerm_dns_cname_record"));

  test("the gateway has the host name with the certificate of a vault, after its record and its role", () => {
    expect(platform.only(DOMAIN)).toEqual({
      api_management_id: "${azurerm_api_management.apim.id}",
      gateway: [{ host_name: HOST, key_vault_certificate_id: SECRET }],
      depends_on: [`azurerm_dns_cname_record.${record}`, `azurerm_role_assignment.${role}`],
    });
    expect(backend.backend.apimCustomDomain).toBeDefined();
  });

  test("the record leads to the host name that the service keeps", () => {
    expect(platform.only("azurerm_dns_cname_record")).toMatchObject({
      provider: `azurerm.subscription_${SUBSCRIPTION}`,
      name: "api",
      zone_name: "contoso.com",
      record: "${azurerm_api_management.apim.name}.azure-api.net",
    });
  });

  test("the identity of the service reads this one secret, and no other of the vault", () => {
    expect(platform.only("azurerm_role_assignment")).toMatchObject({
      scope: `${VAULT}/secrets/api-contoso-com`,
      role_definition_name: "Key Vault Secrets User",
      principal_id: "${azurerm_api_management.apim.identity[0].principal_id}",
      principal_type: "ServicePrincipal",
    });
    expect(backend.backend.explain("grants")).toContain(
      "API Management: Key Vault Secrets User on secret api-contoso-com of key vault kv-certificates: " +
        "read the certificate of a custom domain",
    );
    expect(notes(backend)).toContainEqual(
      expect.stringMatching(/^note: .*keyVaultId: assigns Key Vault Secrets User .* the deployer needs/),
    );
  });

  test("its access is that secret of a vault, whose network its owner knows", () => {
    expect(accessOf(backend.backend.plan)).toContainEqual({
      kind: "identity",
      who: "API Management",
      may: [expect.objectContaining({ name: "Key Vault Secrets User" })],
      on: "key vault kv-certificates: secret api-contoso-com",
      from: { from: "unknown" },
    });
  });

  test("callers find the gateway at its first custom domain", () => {
    expect(platform.json).toHaveProperty(["output", "apim_gateway_url"], { value: `https://${HOST}` });
    expect(withApim().platform.json).toHaveProperty(["output", "apim_gateway_url"], {
      value: "${azurerm_api_management.apim.gateway_url}",
    });
  });

  test("two names with one certificate need one role", () => {
    const twice = withApim({
      customDomains: { [HOST]: WHOLE, "www.contoso.com": { ...WHOLE, dnsZoneId: ZONE } },
    });
    expect(Object.keys(twice.platform.all("azurerm_role_assignment"))).toEqual([role]);
    expect(Object.keys(twice.platform.all("azurerm_dns_cname_record"))).toHaveLength(2);
  });

  test("without vault and zone, the notes say what their owners do", () => {
    const own = withApim({ customDomains: { [HOST]: { certificateSecretId: SECRET } } });
    const types = own.platform.addresses.map((address) => address.split(".")[0]);
    expect(types).not.toContain("azurerm_role_assignment");
    expect(types).not.toContain("azurerm_dns_cname_record");
    expect(own.platform.only(DOMAIN)).not.toHaveProperty("depends_on");
    const { apiManagement = "" } = own.backend.plan.names;
    expect(notes(own)).toEqual(
      expect.arrayContaining([
        `note: ${OPTION}.${HOST}: create its DNS record: CNAME ${HOST} for ${apiManagement}.azure-api.net`,
        expect.stringContaining(
          `its owner must assign Key Vault Secrets User on ${SECRET} to the identity of`,
        ),
      ]),
    );
  });

  test("the root of a zone has the public address of the gateway, and synth warns that it can change", () => {
    const root = withApim({ customDomains: { "contoso.com": WHOLE } });
    expect(root.platform.only("azurerm_dns_a_record")).toMatchObject({
      name: "@",
      records: ["${element(azurerm_api_management.apim.public_ip_addresses, 0)}"],
    });
    expect(notes(root)).toContainEqual(
      expect.stringMatching(/^warning: optional\.apim\.customDomains\.contoso\.com: is the root of its zone/),
    );
  });

  test("in the network, synth says from where the names lead to the gateway", () => {
    const inside = withApim({ customDomains: { [HOST]: WHOLE } }, undefined, { environment: "prod" });
    expect(notes(inside)).toContainEqual(
      `note: ${OPTION}: lead to the gateway within the network alone: it has no public address`,
    );
  });

  test("without custom domains nothing of them is there", () => {
    const none = withApim();
    expect(none.platform.addresses.filter((address) => address.startsWith(DOMAIN))).toEqual([]);
    expect(none.backend.plan.services.apim).not.toHaveProperty("customDomains");
    expect(none.backend.apimCustomDomain).toBeUndefined();
  });
});

const publisher = { publisherName: "Contoso", publisherEmail: "api@contoso.com" };
const bad = (customDomains: object, settings: object = {}, more: object = {}) =>
  problemsOf({ ...more, optional: { apim: { ...publisher, ...settings, customDomains } } });

describe("a custom domain of API Management is refused", () => {
  test.each<[string, object, string, string]>([
    ["in capitals", { "Api.contoso.com": WHOLE }, "Api.contoso.com", "must be a host name of your own"],
    ["of Azure's", { "shop.azure-api.net": WHOLE }, "shop.azure-api.net", "must be a host name of your own"],
    ["with a wildcard", { "*.contoso.com": WHOLE }, "*.contoso.com", "is a wildcard"],
    [
      "without a secret's address",
      { [HOST]: { certificateSecretId: "api-contoso-com" } },
      `${HOST}.certificateSecretId`,
      "must be the address of a secret in a key vault",
    ],
    [
      "with a version",
      { [HOST]: { certificateSecretId: `${SECRET}/0123456789abcdef0123456789abcdef` } },
      `${HOST}.certificateSecretId`,
      "has a version",
    ],
    [
      "with the certificate in place of its secret",
      { [HOST]: { certificateSecretId: SECRET.replace("secrets", "certificates") } },
      `${HOST}.certificateSecretId`,
      "leads to certificates",
    ],
    [
      "with the address of a vault in place of its id",
      { [HOST]: { ...WHOLE, keyVaultId: "https://kv-certificates.vault.azure.net" } },
      `${HOST}.keyVaultId`,
      "must be the resource id of a key vault",
    ],
    [
      "with another vault",
      { [HOST]: { ...WHOLE, keyVaultId: VAULT.replace("kv-certificates", "kv-other") } },
      `${HOST}.keyVaultId`,
      "is key vault kv-other, but the certificate is in kv-certificates",
    ],
    ["in another zone", { "a.fabrikam.com": WHOLE }, "a.fabrikam.com.dnsZoneId", "is not the zone of"],
    [
      "in no zone",
      { [HOST]: { ...WHOLE, dnsZoneId: "contoso.com" } },
      `${HOST}.dnsZoneId`,
      "must be the resource id of a public DNS zone",
    ],
  ])("%s", (_what, customDomains, path, message) => {
    expect(bad(customDomains)).toEqual([
      expect.objectContaining({
        path: `${OPTION}.${path}`,
        message: expect.stringContaining(message) as string,
      }),
    ]);
  });

  test.each([
    ["Consumption", 0],
    ["Basic", 1],
    ["StandardV2", 1],
  ])("where %s has one and there are two", (name, capacity) => {
    const two = { [HOST]: WHOLE, "www.contoso.com": WHOLE };
    expect(bad(two, { sku: { name, capacity } })).toEqual([
      expect.objectContaining({
        path: OPTION,
        message: `${name} has at most 1 custom domain of the gateway, got 2`,
        fix: "keep one of them, or set optional.apim.sku.name to Developer and Premium",
      }),
    ]);
    expect(bad({ [HOST]: WHOLE }, { sku: { name, capacity } })).toEqual([]);
  });

  test("at the root of a zone, where the gateway has no fixed public address", () => {
    const root = { "contoso.com": WHOLE };
    expect(bad(root, { sku: { name: "StandardV2", capacity: 1 } })).toEqual([
      expect.objectContaining({
        path: `${OPTION}.contoso.com`,
        fix: expect.stringContaining("api.contoso.com") as string,
      }),
    ]);
    expect(bad(root, {}, { environment: "prod" })).toEqual([
      expect.objectContaining({
        message: "is the root of its zone, which needs a public address, and the gateway has none",
      }),
    ]);
  });

  test("that the function app or Front Door has, too", () => {
    const certificate = "none";
    const problems = problemsOf({
      functionApp: { customDomains: { [HOST]: { certificate } } },
      optional: {
        cdn: { customDomains: { "www.contoso.com": {} } },
        apim: { ...publisher, customDomains: { [HOST]: WHOLE, "www.contoso.com": WHOLE } },
      },
    });
    expect(problems.map(({ path, message }) => `${path}: ${message}`)).toEqual([
      `${OPTION}.${HOST}: is also in functionApp.customDomains, but a host name leads to one place`,
      `${OPTION}.www.contoso.com: is also in optional.cdn.customDomains, but a host name leads to one place`,
    ]);
  });

  test("for a service of others, whose owner sets them", () => {
    const id = `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg-api/providers/Microsoft.ApiManagement/service/apim-shared`;
    expect(
      problemsOf({ external: { apim: { id } }, optional: { apim: { customDomains: { [HOST]: WHOLE } } } }),
    ).toEqual([
      expect.objectContaining({
        path: OPTION,
        message:
          "configures a service of API Management, but external.apim is an existing one, which the backend does not change",
      }),
    ]);
  });

  test("by the names that others give the option, with the name that it has", () => {
    const [first] = problemsOf({ optional: { apim: { ...publisher, hostnameConfiguration: {} } } });
    expect(first).toMatchObject({
      path: "optional.apim.hostnameConfiguration",
      message: expect.stringContaining(`Did you mean "${OPTION}"?`) as string,
    });
  });
});

test("whatever is given of each domain, records, roles and notes are one for each that needs it", () => {
  const domain = fc.record(
    {
      certificateSecretId: fc.constantFrom(SECRET, `${SECRETS}/www`),
      keyVaultId: fc.constant(VAULT),
      dnsZoneId: fc.constant(ZONE),
    },
    { requiredKeys: ["certificateSecretId"] },
  );
  const domains = fc.record(
    { [HOST]: domain, "www.contoso.com": domain, "old.contoso.com": fc.constant(false as const) },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(domains, (customDomains) => {
      const plan = planned({ optional: { apim: { ...publisher, customDomains } } });
      const kept = Object.values(customDomains).filter((each) => each !== false);
      const { apim } = plan.services;
      const all = apim.enabled && "customDomains" in apim ? (apim.customDomains ?? []) : [];
      expect(all).toHaveLength(kept.length);
      expect(all.filter(({ zone }) => zone !== undefined)).toHaveLength(
        kept.filter(({ dnsZoneId }) => dnsZoneId !== undefined).length,
      );
      const granted = kept.filter(({ keyVaultId }) => keyVaultId !== undefined);
      expect(apimGrants(apim).filter(({ role }) => role === "Key Vault Secrets User")).toHaveLength(
        new Set(granted.map(({ certificateSecretId }) => certificateSecretId)).size,
      );
      const messages = plan.notes.map(({ message }) => message);
      expect(messages.filter((each) => each.startsWith("create its DNS record"))).toHaveLength(
        kept.filter(({ dnsZoneId }) => dnsZoneId === undefined).length,
      );
    }),
    { numRuns: 25 },
  );
});
