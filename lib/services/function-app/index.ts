import { RoleAssignment } from "@cdktf/provider-azurerm/lib/role-assignment";
import type { ServicePlan } from "@cdktf/provider-azurerm/lib/service-plan";
import { UserAssignedIdentity } from "@cdktf/provider-azurerm/lib/user-assigned-identity";
import { keyVault } from "../key-vault";
import { logs } from "../logs";
import type { Service, WorkloadsContext } from "../service";
import { storage } from "../storage";
import { PACKAGE_CONTAINER } from "../storage/decisions";
import {
  type FunctionApp,
  type FunctionAppSlot,
  buildFunctionApp,
  buildServicePlan,
  buildSlot,
} from "./build";
import type { FunctionAppConnections } from "./arguments";
import { decideFunctionApp } from "./decisions";
import { type FunctionAppPlan, planFunctionApp } from "./plan";
import type { FunctionAppSettings } from "./settings";

/** What tells this service from the others. */
export interface FunctionAppShape {
  settings: FunctionAppSettings;
  plan: FunctionAppPlan;
  platform: object;
  workloads: {
    readonly functionApp: FunctionApp;
    readonly servicePlan: ServicePlan;
    /** By slot name. */
    readonly functionAppSlots: Readonly<Record<string, FunctionAppSlot>>;
  };
  shared: Readonly<Record<string, string>>;
}

export const functionApp: Service<FunctionAppShape> = {
  defaults: {
    plan: "Y1",
    os: "windows",
    runtime: "node:22",
    alwaysOn: false,
    slots: [],
    settings: {},
    package: "identity",
    instanceMemoryInMB: 2048,
  },
  decide: decideFunctionApp,
  plan: planFunctionApp,
  appSettings: (plan) => plan.settings,
  resourceProviders: { workloads: ["Microsoft.Web", "Microsoft.ManagedIdentity"] },
  platform: () => ({}),
  workloads: buildWorkloads,
  publish: () => ({}),
  foresee: () => ({}),
};

function buildWorkloads(context: WorkloadsContext<FunctionAppShape>): FunctionAppShape["workloads"] {
  const { scope, place, plan, appSettings, text } = context;
  const servicePlan = buildServicePlan(scope, place, plan);
  const connections: FunctionAppConnections = {
    servicePlan,
    insightsConnectionString: context.built(logs).appInsights.connectionString,
    appSettings,
    ...hostStorageOf(context),
  };
  const app = buildFunctionApp(scope, place, plan, connections);
  const slots = plan.slots.map((slot) => {
    const own = Object.fromEntries(Object.entries(slot.settings).map(([name, value]) => [name, text(value)]));
    return [slot.name, buildSlot(scope, plan, slot, app, connections, own)] as const;
  });
  return { functionApp: app, servicePlan, functionAppSlots: Object.fromEntries(slots) };
}

function hostStorageOf(
  context: WorkloadsContext<FunctionAppShape>,
): Pick<FunctionAppConnections, "storage" | "after"> {
  const { scope, place, plan, shared } = context;
  const { hostStorage } = plan;
  if (hostStorage.type === "identity") {
    const { hostName, hostBlobEndpoint } = shared(storage);
    return {
      storage: {
        type: "identity",
        accountName: hostName,
        containerEndpoint: `${hostBlobEndpoint}${PACKAGE_CONTAINER}`,
      },
      after: [],
    };
  }
  // The app reads the secret while it is made, when its own identity has no rights yet.
  const identity = new UserAssignedIdentity(scope, "host_identity", {
    ...place,
    name: hostStorage.identityName,
  });
  const grant = new RoleAssignment(scope, "host_identity_key_vault_secrets_user", {
    scope: shared(keyVault).id,
    roleDefinitionName: "Key Vault Secrets User",
    principalId: identity.principalId,
    principalType: "ServicePrincipal",
    description: "functionApp: read the connection string of the host's storage account",
  });
  return {
    storage: {
      type: "key-vault",
      secretId: `${shared(keyVault).uri}secrets/${hostStorage.secret}`,
      identityId: identity.id,
    },
    after: [grant],
  };
}
