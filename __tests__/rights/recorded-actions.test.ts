import type { RecordedActions } from "../../lib/rights/type-actions";
import { keptRequests } from "../../scripts/rights/kept-requests";
import { merged } from "../../scripts/rights/merged";
import type { RecordedRequest, Recording } from "../../scripts/rights/recording";

const GROUP = "/subscriptions/1/resourceGroups/rg";
const APP = `${GROUP}/providers/Microsoft.Web/sites/app`;
const PLAN = `${GROUP}/providers/Microsoft.Web/serverFarms/plan`;
const nothing: RecordedActions = { lives: [], types: {}, beside: { plan: [], apply: [] } };

let run = 0;
/** The requests of one run of Terraform, each as method, path, status and body. */
function ran(
  command: string,
  ...asked: readonly (readonly [method: string, path: string, status?: number, body?: unknown])[]
): readonly RecordedRequest[] {
  run += 1;
  return asked.map(([method, path, status = 200, body]) => ({
    run,
    command,
    method,
    path,
    status,
    ...(body === undefined ? {} : { body }),
  }));
}

function life(name: string, ...runs: readonly (readonly RecordedRequest[])[]): Recording {
  return { life: name, requests: runs.flat() };
}

const whole = life(
  "whole",
  ran(
    "apply",
    ["GET", APP, 404],
    ["PUT", APP, 201, { properties: { serverFarmId: PLAN } }],
    ["PUT", `${APP}/config/appsettings`],
    ["POST", "/subscriptions/1/providers/Microsoft.Web/checknameavailability"],
  ),
  ran(
    "plan",
    ["GET", APP],
    ["POST", `${APP}/config/appsettings/list`],
    ["GET", "/subscriptions/1/providers"],
  ),
  ran("apply", ["GET", APP], ["PATCH", APP, 429], ["PATCH", APP]),
  ran("destroy", ["GET", APP], ["DELETE", APP]),
);

test("actions are those of the resource that they belong to, by what was done with it", () => {
  expect(merged(nothing, [whole])).toEqual({
    lives: ["whole"],
    types: {
      "Microsoft.Web/sites": {
        read: ["Microsoft.Web/sites/config/list/action", "Microsoft.Web/sites/read"],
        create: [
          "Microsoft.Web/serverFarms/join/action",
          "Microsoft.Web/sites/config/write",
          "Microsoft.Web/sites/read",
          "Microsoft.Web/sites/write",
        ],
        update: ["Microsoft.Web/sites/read", "Microsoft.Web/sites/write"],
        delete: ["Microsoft.Web/sites/delete", "Microsoft.Web/sites/read"],
        // Once a request has failed, everything that is asked of the resource is a retry.
        retry: ["Microsoft.Web/sites/delete", "Microsoft.Web/sites/read", "Microsoft.Web/sites/write"],
      },
    },
    beside: {
      plan: ["Microsoft.Resources/subscriptions/providers/read"],
      apply: ["Microsoft.Web/checknameavailability/read"],
    },
  });
});

test("what a template creates is of its own type, and resources of nobody's are left out", () => {
  const deployment = `${GROUP}/providers/Microsoft.Resources/deployments/d`;
  const template = { resources: [{ type: "Microsoft.KeyVault/vaults/secrets" }] };
  const other = `${GROUP}/providers/Microsoft.SignalRService/webPubSub/own`;
  const { types } = merged(nothing, [
    life(
      "templates",
      ran("apply", ["PUT", deployment, 201, { properties: { template } }], ["PUT", other, 201]),
    ),
  ]);
  expect(types).toEqual({
    "Microsoft.KeyVault/vaults/secrets": { create: ["Microsoft.KeyVault/vaults/secrets/write"] },
    "Microsoft.Resources/deployments": { create: ["Microsoft.Resources/deployments/write"] },
  });
});

test("recordings give the same bytes in any order, at once or one after the other", () => {
  const other = life("other", ran("apply", ["GET", PLAN.toUpperCase(), 404], ["PUT", PLAN, 201]));
  const all = JSON.stringify(merged(nothing, [whole, other]));
  expect(JSON.stringify(merged(nothing, [other, whole]))).toBe(all);
  expect(JSON.stringify(merged(merged(nothing, [whole]), [other]))).toBe(all);
  expect(JSON.stringify(merged(merged(nothing, [whole, other]), [whole]))).toBe(all);
});

test("one request is kept for each set of actions and each identity, without values", () => {
  const secret = {
    properties: { serverFarmId: PLAN, siteConfig: { appSettings: [{ name: "A", value: "b" }] } },
  };
  const twice = life(
    "twice",
    ran("apply", ["PUT", APP, 201, secret], ["PUT", `${APP}2`, 201, secret]),
    ran("plan", ["GET", APP]),
  );
  expect(keptRequests([], [twice])).toEqual([
    { who: "applier", method: "PUT", path: APP, body: { properties: { serverFarmId: PLAN } } },
    { who: "planner", method: "GET", path: APP },
  ]);
  expect(keptRequests(keptRequests([], [twice]), [twice])).toEqual(keptRequests([], [twice]));
});
