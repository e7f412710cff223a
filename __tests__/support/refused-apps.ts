import {
  APP,
  CONTRIBUTOR,
  ENDPOINTS_SUBNET,
  ME,
  PLAN,
  SENDER,
  app,
  assignment,
  endpoints,
  joined,
  plan,
  subnet,
  vault,
  vnet,
  type Asked,
  type Row,
} from "./asked";
import type { JsonObject } from "../../lib/stand-in/json";
import { inGroup } from "./manager";

function typed(principalType: string): Asked {
  const [id, { properties }] = assignment("one", SENDER, ME);
  return [id, { properties: { ...(properties as JsonObject), principalType } }];
}

const IMAGE = { linuxFxVersion: "DOCKER|crone.azurecr.io/feedback:1.4.2" };
const onLinux = (name: string): Asked => [PLAN, { sku: { name }, properties: { reserved: true } }];

const ready = (...groups: readonly (readonly [name: string, instanceCount: number])[]): JsonObject => ({
  functionAppConfig: {
    scaleAndConcurrency: {
      maximumInstanceCount: 40,
      alwaysReady: groups.map(([name, instanceCount]) => ({ name, instanceCount })),
    },
  },
});

/** Apps and roles. */
export const refusedOfApps: Readonly<Record<string, Row | readonly Row[]>> = {
  "an app's plan exists": {
    given: [plan("EP1")],
    right: app(),
    wrong: app({ serverFarmId: `${PLAN}2` }),
    message: "404 NotFound: Cannot find ServerFarm",
  },
  "an app on Consumption has no network integration": {
    given: [vnet, subnet, plan("Y1")],
    right: app(),
    wrong: joined,
    message: "400 BadRequest: VNet integration is not supported on the Consumption plan",
  },
  "the subnet of an app is delegated to its kind of plan": [
    {
      given: [vnet, subnet, endpoints, plan("EP1")],
      right: joined,
      wrong: app({ virtualNetworkSubnetId: ENDPOINTS_SUBNET }),
      message: "400 SubnetMissingDelegation: Subnet endpoints is delegated to nobody, and needs",
    },
    {
      given: [vnet, subnet, [PLAN, { sku: { name: "FC1" }, properties: { reserved: true } }]],
      right: app(),
      wrong: joined,
      message: "is delegated to Microsoft.Web/serverFarms, and needs Microsoft.App/environments",
    },
    {
      given: [vnet, subnet, plan("EP1")],
      right: joined,
      wrong: app({ virtualNetworkSubnetId: `${ENDPOINTS_SUBNET}2` }),
      message: "400 SubnetMissingDelegation: Subnet",
    },
  ],
  "Always On needs a dedicated or Premium plan": {
    given: [plan("Y1")],
    right: app(),
    wrong: app({ siteConfig: { alwaysOn: true } }),
    message: "409 Conflict: There was a conflict. AlwaysOn cannot be set",
  },
  "the number of slots is within the plan's limit": [
    {
      given: [plan("Y1"), app(), [`${APP}/slots/one`, {}]],
      right: [`${APP}/slots/one`, {}],
      wrong: [`${APP}/slots/two`, {}],
      message: "400 BadRequest: Plan Y1 allows 1 slots",
    },
    {
      given: [plan("EP1"), app(), [`${APP}/slots/one`, {}], [`${APP}/slots/two`, {}]],
      right: [`${APP}/slots/two`, {}],
      wrong: [`${APP}/slots/three`, {}],
      message: "400 BadRequest: Plan EP1 allows 2 slots",
    },
  ],
  "an app cannot change between Consumption and other plans": {
    given: [plan("EP1"), app()],
    right: plan("EP1"),
    wrong: plan("Y1"),
    message: "409 Conflict: This region/plan does not allow a change from EP1 to Y1",
  },
  "an app stays on a plan of its kind": {
    given: [
      plan("EP1"),
      [`${PLAN}2`, { sku: { name: "EP2" } }],
      [`${PLAN}3`, { sku: { name: "Y1" } }],
      app(),
    ],
    right: app({ serverFarmId: `${PLAN}2` }),
    wrong: app({ serverFarmId: `${PLAN}3` }),
    message: "409 Conflict: The app cannot move from EP1 to Y1",
  },
  "a container image runs on Linux, and on no Consumption plan": [
    {
      given: [onLinux("EP1"), [`${PLAN}2`, { sku: { name: "EP1" } }]],
      right: app({ siteConfig: IMAGE }),
      wrong: app({ siteConfig: IMAGE, serverFarmId: `${PLAN}2` }),
      message: "400 BadRequest: Custom containers are supported on Linux plans only",
    },
    {
      given: [onLinux("Y1")],
      right: app(),
      wrong: app({ siteConfig: IMAGE }),
      message: "400 BadRequest: Custom containers are not supported on plan Y1",
    },
  ],
  "Flex Consumption runs on Linux": {
    right: [PLAN, { sku: { name: "FC1" }, properties: { reserved: true } }],
    wrong: [PLAN, { sku: { name: "FC1" }, properties: { reserved: false } }],
    message: "400 BadRequest: Flex Consumption is available on Linux only",
  },
  "Flex Consumption runs from its deployment container alone": {
    given: [onLinux("FC1")],
    right: app({ siteConfig: { appSettings: [{ name: "GREETING", value: "hello" }] } }),
    wrong: app({ siteConfig: { appSettings: [{ name: "WEBSITE_RUN_FROM_PACKAGE", value: "1" }] } }),
    message:
      "400 BadRequest: The following app setting (Site.SiteConfig.AppSettings.WEBSITE_RUN_FROM_PACKAGE) for Flex Consumption sites is invalid.",
  },
  "what is always ready on Flex Consumption is http, blob, durable or one function": [
    {
      given: [onLinux("FC1")],
      right: app(ready(["http", 2], ["function:mail", 1])),
      wrong: app(ready(["mail", 1])),
      message: "400 BadRequest: AlwaysReady name 'mail' is not valid",
    },
    {
      given: [onLinux("FC1")],
      right: app(ready(["http", 2], ["blob", 1])),
      wrong: app(ready(["http", 2], ["HTTP", 1])),
      message: "400 BadRequest: AlwaysReady name 'http' is there twice",
    },
  ],
  "instances that are always ready are within the maximum": {
    given: [onLinux("FC1")],
    right: app(ready(["http", 30], ["function:mail", 10])),
    wrong: app(ready(["http", 30], ["function:mail", 11])),
    message: "400 BadRequest: 41 always ready instances are more than the maximum of 40",
  },
  "Consumption has no zones": {
    right: [PLAN, { sku: { name: "EP1" }, properties: { zoneRedundant: true } }],
    wrong: [PLAN, { sku: { name: "Y1" }, properties: { zoneRedundant: true } }],
    message: "400 BadRequest: Zone redundancy is not available on the Consumption plan",
  },
  "an app's name has 2 to 60 letters, digits and hyphens": {
    given: [plan("Y1")],
    right: app(),
    wrong: [inGroup("Microsoft.Web/sites/-app"), { properties: { serverFarmId: PLAN } }],
    message: "400 BadRequest: Site name -app is invalid",
  },
  "the role of a role assignment exists": {
    given: [vault()],
    right: assignment("one", SENDER, ME),
    wrong: assignment("one", CONTRIBUTOR, ME),
    message: `400 RoleDefinitionDoesNotExist: The specified role definition with ID '${CONTRIBUTOR}'`,
  },
  "the principal of a role assignment exists": {
    given: [vault()],
    right: assignment("one", SENDER, ME),
    wrong: assignment("one", SENDER, CONTRIBUTOR),
    message: "400 PrincipalNotFound: Principal",
  },
  "the principal of a role assignment has the given type": {
    given: [vault()],
    right: typed("ServicePrincipal"),
    wrong: typed("User"),
    message: "400 UnmatchedPrincipalType: The PrincipalId has type 'ServicePrincipal'",
  },
  "a role is assigned to one principal on one scope once": {
    given: [vault(), assignment("one", SENDER, ME)],
    right: assignment("one", SENDER, ME),
    wrong: assignment("two", SENDER, ME),
    message: "409 RoleAssignmentExists",
  },
};
