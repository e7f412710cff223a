import { defineEventHandler, defineFunction } from "../../../lib";
import { sample } from "../../support/api-management";
import { problem, problemsOf } from "../../support/problems";

const entry = "./src/handler.ts";
const AT = "optional.cdn.endpoints";
const yours = (said: string): string => `your options (${said})`;
const ON = yours("optional.cdn = true");
const ofEndpoint = (settings: object): ReturnType<typeof problemsOf> =>
  problemsOf({ optional: { cdn: { endpoints: { assets: settings } } } });
const leaveSku = "remove optional.cdn.sku: Standard_AzureFrontDoor is enough for public assets";

describe("the sku", () => {
  test.each([
    [
      "Standard_Microsoft",
      "Azure CDN Standard from Microsoft (Standard_Microsoft): Azure creates no new ones since 2025-10-01 (learn.microsoft.com/azure/frontdoor/front-door-cdn-comparison, as of 2026-11-28)",
      "use Front Door Standard",
    ],
    [
      "Premium_AzureFrontDoor",
      "is not supported: its private origins need a manual approval, public assets do not need its managed firewall rules, and it cannot be changed back to Standard",
      leaveSku,
    ],
  ])("the sku %s is refused with the reason", (name, message, fix) => {
    expect(problemsOf({ optional: { cdn: { sku: { name } } } })).toEqual([
      problem("optional.cdn.sku.name", message, fix, yours(`optional.cdn.sku.name = "${name}"`)),
    ]);
  });

  test("the sku is not checked where there is no Front Door", () => {
    expect(
      problemsOf({ optional: { cdn: { enabled: false, sku: { name: "Standard_Microsoft" } } } }),
    ).toEqual([]);
  });

  test("an unknown sku is refused", () => {
    expect(problemsOf({ optional: { cdn: { sku: { name: "Standard_Akamai" } } } })).toMatchObject([
      { path: "optional.cdn.sku.name", message: expect.stringContaining("must be one of") as string },
    ]);
  });
});

describe("endpoints", () => {
  test("Front Door has at least one endpoint", () => {
    expect(problemsOf({ optional: { cdn: { endpoints: { assets: false } } } })).toEqual([
      problem(
        AT,
        "has no endpoint, and Front Door serves nothing without one",
        `add one, such as ${AT}: { assets: {} }, or set optional.cdn to false`,
        yours(`${AT} = {"assets":false}`),
      ),
    ]);
  });

  test("Front Door has ten endpoints at most", () => {
    const ten = Object.fromEntries(Array.from({ length: 9 }, (_, index) => [`container-${index}`, {}]));
    expect(problemsOf({ optional: { cdn: { endpoints: ten } } })).toEqual([]);
    expect(problemsOf({ optional: { cdn: { endpoints: { ...ten, eleventh: {} } } } })).toMatchObject([
      { path: AT, message: "a profile of Front Door Standard allows at most 10 endpoints, got 11" },
    ]);
  });

  test.each([
    [
      "Assets",
      'is also the name of a blob container, and a blob container name has lower-case letters, digits and single hyphens, no hyphen at either end, got "Assets"',
      "choose another name",
    ],
    [
      "function-packages",
      "the container has the code of the function app, which must not be public",
      "choose another name",
    ],
    ["azure-webjobs-a", '"azure-webjobs-a" is reserved for the Functions host', "choose another name"],
    [
      "public-assets-17c",
      "an endpoint name must have at most 16 characters, this one has 17",
      "choose a shorter name",
    ],
  ])("endpoints are not called %s", (name, message, fix) => {
    const problems = problemsOf({ optional: { cdn: { endpoints: { [name]: {} } } } });
    expect(problems[0]).toMatchObject({ path: `${AT}.${name}`, message, fix });
  });

  test("unknown options of an endpoint are refused", () => {
    expect(ofEndpoint({ originHostHeader: "st.blob.core.windows.net" })).toMatchObject([
      { path: `${AT}.assets.originHostHeader`, message: expect.stringContaining("unknown option") as string },
    ]);
    expect(ofEndpoint({ queryStringCachingBehavior: "BypassCaching" })).toMatchObject([
      { path: `${AT}.assets.queryStringCachingBehavior` },
    ]);
    expect(ofEndpoint({ contentTypesToCompress: ["image/png"] })).toMatchObject([
      { path: `${AT}.assets.contentTypesToCompress.0` },
    ]);
  });

  test("an endpoint accepts at least one protocol", () => {
    expect(ofEndpoint({ isHttpsAllowed: false })).toEqual([
      problem(
        `${AT}.assets.isHttpsAllowed`,
        "neither HTTP nor HTTPS is allowed",
        `remove ${AT}.assets.isHttpsAllowed, or set ${AT}.assets.isHttpAllowed to true`,
        yours(`${AT}.assets.isHttpsAllowed = false`),
      ),
    ]);
  });

  test("an endpoint that redirects HTTP to HTTPS accepts both", () => {
    const both = { httpsRedirect: true, isHttpAllowed: false, isHttpsAllowed: false };
    const redirect = yours(`${AT}.assets.httpsRedirect = true`);
    expect(ofEndpoint(both)).toEqual([
      problem(
        `${AT}.assets.isHttpAllowed`,
        "HTTP requests must be allowed to redirect them to HTTPS",
        `remove ${AT}.assets.isHttpAllowed, or ${AT}.assets.httpsRedirect`,
        yours(`${AT}.assets.isHttpAllowed = false`),
        redirect,
      ),
      problem(
        `${AT}.assets.isHttpsAllowed`,
        "HTTP requests are redirected to HTTPS, which is not allowed",
        `remove ${AT}.assets.isHttpsAllowed, or ${AT}.assets.httpsRedirect`,
        yours(`${AT}.assets.isHttpsAllowed = false`),
        redirect,
      ),
    ]);
  });

  test("an endpoint names query parameters where its caching needs them, and only there", () => {
    const behaviour = `${AT}.assets.queryStringCachingBehavior`;
    expect(ofEndpoint({ queryStringCachingBehavior: "IgnoreSpecifiedQueryStrings" })).toEqual([
      problem(
        behaviour,
        `"IgnoreSpecifiedQueryStrings" needs parameters in ${AT}.assets.queryStrings, which has none`,
        `add ${AT}.assets.queryStrings, such as ["v"], or remove ${behaviour}`,
        yours(`${behaviour} = "IgnoreSpecifiedQueryStrings"`),
      ),
    ]);
    expect(ofEndpoint({ queryStrings: ["v"] })).toEqual([
      problem(
        `${AT}.assets.queryStrings`,
        'lists parameters, but "IgnoreQueryString" ignores them',
        `set ${behaviour} to "IncludeSpecifiedQueryStrings" or "IgnoreSpecifiedQueryStrings", or remove ${AT}.assets.queryStrings`,
        yours(`${AT}.assets.queryStrings = ["v"]`),
      ),
    ]);
    const specified = { queryStringCachingBehavior: "IncludeSpecifiedQueryStrings" };
    for (const odd of ["a,b", " "])
      expect(ofEndpoint({ ...specified, queryStrings: ["v", odd] })).toMatchObject([
        {
          message: `the name of a parameter must not contain commas, got "${odd}"`,
          fix: "add one entry for each parameter",
        },
      ]);
  });

  test("an endpoint that compresses names at least one content type", () => {
    expect(ofEndpoint({ isCompressionEnabled: false, contentTypesToCompress: ["text/css"] })).toMatchObject([
      {
        path: `${AT}.assets.contentTypesToCompress`,
        message: "lists content types, but compression is off",
      },
    ]);
    expect(ofEndpoint({ contentTypesToCompress: [] })).toMatchObject([
      {
        path: `${AT}.assets.contentTypesToCompress`,
        message: "has no content type, but compression is on",
      },
    ]);
  });
});

describe("the account", () => {
  test("the replication of the account is one that its region offers", () => {
    const cdn = { storage: { sku: { name: "Standard_GZRS" } } };
    expect(problemsOf({ location: "westus", optional: { cdn } })).toEqual([
      problem(
        "optional.cdn.storage.sku.name",
        "westus has no availability zones",
        'set optional.cdn.storage.sku.name to "Standard_GRS"',
        yours('optional.cdn.storage.sku.name = "Standard_GZRS"'),
        yours('location = "westus"'),
      ),
    ]);
  });

  test("the account keeps deleted blobs for 1 to 365 days", () => {
    expect(problemsOf({ optional: { cdn: { storage: { softDeleteRetentionInDays: 0 } } } })).toMatchObject([
      { path: "optional.cdn.storage.softDeleteRetentionInDays", message: "must be >= 1, got 0" },
    ]);
  });

  test.each([
    ["storageAccount", { names: { cdnStorageAccount: "stsame", storageAccount: "stsame" } }],
    [
      "hostStorageAccount",
      {
        names: { cdnStorageAccount: "stsame", hostStorageAccount: "stsame" },
        storage: { hostAccount: "separate" },
      },
    ],
  ])("the account of public assets does not have the name of %s", (_other, options) => {
    expect(problemsOf({ ...options, optional: { cdn: true } })).toMatchObject([
      {
        path: "names.cdnStorageAccount",
        message: 'is also the name of another storage account, got "stsame"',
        fix: "choose another name",
      },
    ]);
  });
});

describe("a container", () => {
  test.each(["dev", "prod"])("a container cannot be public and private in %s", (environment) => {
    const path = "storage.containers.assets";
    const said = (container: object | false) =>
      problemsOf({ environment, optional: { cdn: true }, storage: { containers: { assets: container } } });
    expect(said({ publicAccess: "None" })).toEqual([
      problem(
        path,
        `${AT}.assets makes that container public`,
        `remove ${path}, or set ${AT}.assets to false`,
        yours(`${path} = {"publicAccess":"None"}`),
        ON,
      ),
    ]);
    for (const same of [{}, { publicAccess: "Blob" }, false] as const) expect(said(same)).toEqual([]);
  });

  test("a container that is left out of the data account still exists in the public account for a component", () => {
    const page = defineFunction({
      name: "page",
      entry,
      trigger: { type: "timer", schedule: "0 0 * * * *" },
      bindings: [{ type: "blob", direction: "out", name: "page", path: "assets/index.html" }],
    });
    const options = { storage: { containers: { assets: false } } };
    expect(problemsOf({ ...options, optional: { cdn: true } }, { ...sample, page })).toEqual([]);
    expect(problemsOf(options, { ...sample, page })).toHaveLength(1);
  });
});

describe("a component", () => {
  const cdn = { optional: { cdn: true } };
  const starts = (path: string) =>
    problem(
      path,
      'container "assets" is in the storage account of public assets, whose blobs do not start functions',
      `use a trigger on another container and write the results to "assets", or set ${AT}.assets to false`,
      "your components",
      ON,
    );

  test("a blob in the account of public assets starts no component", () => {
    const thumbnail = defineFunction({
      name: "thumbnail",
      entry,
      trigger: { type: "blob", path: "assets/{name}" },
    });
    expect(problemsOf(cdn, { thumbnail })).toEqual([starts("components.thumbnail.trigger.path")]);
    expect(problemsOf({}, { thumbnail })).toEqual([]);
  });

  test("a component takes no events from the account of public assets, and keeps no dead letters there", () => {
    const listen = defineEventHandler({ name: "listen", entry, source: { blobs: "assets" } });
    const lose = defineEventHandler({
      name: "lose",
      entry,
      source: { topic: "orders" },
      deadLetter: "assets",
    });
    expect(problemsOf(cdn, { listen })).toEqual([starts("components.listen.source.blobs")]);
    expect(problemsOf(cdn, { lose })).toEqual([
      problem(
        "components.lose.deadLetter",
        'container "assets" is public, and events must not be public',
        "use another container",
        "your components",
        ON,
      ),
    ]);
    for (const each of [{ listen }, { lose }]) expect(problemsOf({}, each)).toEqual([]);
  });

  test.each([
    ["functionApp.settings.CDN_ASSETS_URL", { functionApp: { settings: { CDN_ASSETS_URL: "a" } } }, {}],
    ["functionApp.settings.cdn_assets_url", { functionApp: { settings: { cdn_assets_url: "a" } } }, {}],
    ["components.page.environment.CDN_ASSETS_URL", {}, { CDN_ASSETS_URL: "a" }],
  ])("a component does not say %s itself", (path, options, environment) => {
    const page = defineFunction({ name: "page", entry, trigger: { type: "http" }, environment });
    expect(problemsOf({ ...cdn, ...options }, { page })).toMatchObject([
      {
        path,
        message: "the backend sets this app setting: the address of the files of an endpoint",
        fix: "remove it",
      },
    ]);
    expect(problemsOf(options, { page })).toEqual([]);
  });
});

test("one error lists everything that is wrong with the options of Front Door", () => {
  const endpoints = { assets: { isHttpsAllowed: false, queryStrings: ["v"] } };
  const cdn = { sku: { name: "Standard_Microsoft" }, endpoints };
  expect(
    problemsOf({ optional: { cdn }, storage: { containers: { assets: { publicAccess: "None" } } } }),
  ).toHaveLength(4);
});
