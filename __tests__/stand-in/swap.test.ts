import type { JsonObject } from "../../lib/stand-in/json";
import { type Settings, type Site, swapped } from "../support/swap";

const OVERRIDE = "WEBSITE_OVERRIDE_STICKY_DIAGNOSTICS_SETTINGS";

test("settings are swapped with the code, and those of its share too, except for the sticky ones", () => {
  const app = { WEBSITE_CONTENTSHARE: "app-content", MODE: "production", ONLY_APP: "1" };
  const slot = {
    WEBSITE_CONTENTSHARE: "app-staging-content",
    MODE: "staging",
    "AzureWebJobs.a.Disabled": "1",
  };
  const after = swapped({ settings: app }, { settings: slot }, ["MODE", "AzureWebJobs.a.Disabled"]);
  expect(after.refused).toBeUndefined();
  expect(after.app.settings).toEqual({ WEBSITE_CONTENTSHARE: "app-staging-content", MODE: "production" });
  expect(after.slot.settings).toEqual({
    WEBSITE_CONTENTSHARE: "app-content",
    MODE: "staging",
    ONLY_APP: "1",
    "AzureWebJobs.a.Disabled": "1",
  });
});

test("versions of extensions and settings of diagnostic logs are not swapped", () => {
  const site = (value: string): Site => ({
    settings: { FUNCTIONS_EXTENSION_VERSION: value, WEBSITE_HTTPLOGGING_RETENTION_DAYS: value, MOVES: value },
  });
  const { app } = swapped(site("one"), site("two"));
  expect(app.settings).toEqual({
    FUNCTIONS_EXTENSION_VERSION: "one",
    WEBSITE_HTTPLOGGING_RETENTION_DAYS: "one",
    MOVES: "two",
  });
});

test("framework, platform and web sockets are swapped; restrictions, scale and Always On are not", () => {
  const site = (value: string, more: JsonObject = {}): Site => ({
    settings: {},
    siteConfig: {
      linuxFxVersion: `DOCKER|contoso.azurecr.io/app:${value}`,
      use32BitWorkerProcess: value === "one",
      webSocketsEnabled: value === "one",
      ipSecurityRestrictionsDefaultAction: value,
      minimumElasticInstanceCount: value,
      cors: { allowedOrigins: [value] },
      ...more,
    },
  });
  const { app, slot } = swapped(site("one"), site("two"));
  expect(app.config("linuxFxVersion")).toBe("DOCKER|contoso.azurecr.io/app:two");
  expect(slot.config("linuxFxVersion")).toBe("DOCKER|contoso.azurecr.io/app:one");
  expect(app.config("use32BitWorkerProcess")).toBe(false);
  expect(app.config("webSocketsEnabled")).toBe(false);
  expect(app.config("ipSecurityRestrictionsDefaultAction")).toBe("one");
  expect(app.config("minimumElasticInstanceCount")).toBe("one");
  expect(app.config("cors.allowedOrigins.0")).toBe("one");
});

describe("on storage that is closed", () => {
  const closed = { publicNetworkAccess: "Disabled" };
  const byRules = { networkAcls: { defaultAction: "Deny" } };
  const host = { AzureWebJobsStorage__accountName: "stone" };
  const off = { ...host, [OVERRIDE]: "0" };
  const refusal =
    "409 Conflict: Cannot swap site slots for site 'app': storage account stone is network restricted, and WEBSITE_OVERRIDE_STICKY_DIAGNOSTICS_SETTINGS is not 0";
  const tried = (app: Settings, slot: Settings, storage: JsonObject, sticky: readonly string[] = []) =>
    swapped({ settings: app }, { settings: slot }, sticky, storage).refused;

  test.each([closed, byRules])(
    "a swap on closed storage is refused without the setting that allows it (%j)",
    (storage) => {
      expect(tried(host, host, storage)).toBe(refusal);
      expect(tried(host, off, storage)).toBe(refusal);
      expect(tried(off, host, storage)).toBe(refusal);
      expect(tried({ ...off, [OVERRIDE]: "1" }, { ...off, [OVERRIDE]: "1" }, storage)).toBe(refusal);
      expect(tried(off, off, storage)).toBeUndefined();
      expect(tried(off, host, storage, [OVERRIDE])).toBeUndefined();
    },
  );

  test("a closed account is found by the file share of the code too", () => {
    const share = { WEBSITE_CONTENTSHARE: "app-content" };
    expect(tried(share, share, closed)).toBe(refusal);
    expect(tried(share, share, {})).toBeUndefined();
  });

  test("a swap on an open account needs no setting", () => {
    expect(tried(host, host, {})).toBeUndefined();
  });
});
