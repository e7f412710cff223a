import { DataAzurermUserAssignedIdentity } from "@cdktf/provider-azurerm/lib/data-azurerm-user-assigned-identity";
import { PostgresqlFlexibleServer } from "@cdktf/provider-azurerm/lib/postgresql-flexible-server";
import { RoleAssignment } from "@cdktf/provider-azurerm/lib/role-assignment";
import { UserAssignedIdentity } from "@cdktf/provider-azurerm/lib/user-assigned-identity";
import { TerraformOutput } from "cdktf";
import type { Backend } from "../../../lib";
import { dev } from "./bases";
import { KeptByTerraform } from "./kept-by-terraform";
import type { Scenario } from "./scenario";

/** A condition that does not hold, and is known before anything is created. */
const ELSEWHERE = '${azurerm_resource_group.resource_group.location == "northeurope"}';

/** Types that the library does not have, and a role that allows everything. */
function ownResources(backend: Backend): void {
  dev.own?.(backend);
  const { platform } = backend.stacks;
  const server = new PostgresqlFlexibleServer(platform, "reports", {
    ...platform.place,
    name: "psql-shop-dev-reports",
    version: "16",
    skuName: "B_Standard_B1ms",
    storageMb: 32_768,
    zone: "1",
    publicNetworkAccessEnabled: true,
    authentication: { activeDirectoryAuthEnabled: true, passwordAuthEnabled: false },
  });
  new KeptByTerraform(platform, "schema", { input: server.id, triggers_replace: ["2"] });
  const shards = new KeptByTerraform(platform, "shards", { input: "${count.index}" });
  shards.addOverride("count", 2);
  new RoleAssignment(platform, "support_owner", {
    scope: platform.resourceGroup.id,
    roleDefinitionName: "Owner",
    principalId: "00000000-0000-4000-8000-00000000abcd",
    principalType: "Group",
  });
  platform.addOverride("check.region", {
    assert: { condition: ELSEWHERE, error_message: "the reports are kept in northeurope" },
  });
}

/** Another value of the user's own, which replaces its resource: the new one is there before the old one goes. */
function replaced({ stacks: { platform } }: Backend): void {
  new UserAssignedIdentity(platform, "pipeline", { ...platform.place, name: "id-shop-pipeline" });
  const revision = new KeptByTerraform(platform, "revision", { input: "2", triggers_replace: "2" });
  revision.addOverride("lifecycle.create_before_destroy", true);
}

/** A data source of something that is not there yet: Terraform reads it when it applies the plan. */
function readAtApply(backend: Backend): void {
  dev.own?.(backend);
  const { platform } = backend.stacks;
  const reader = new UserAssignedIdentity(platform, "reader", { ...platform.place, name: "id-shop-reader" });
  const read = new DataAzurermUserAssignedIdentity(platform, "reader_read", {
    name: reader.name,
    resourceGroupName: platform.resourceGroup.name,
    dependsOn: [reader],
  });
  new RoleAssignment(platform, "reader_of_group", {
    scope: platform.resourceGroup.id,
    roleDefinitionName: "Reader",
    principalId: read.principalId,
  });
  new TerraformOutput(platform, "reader_principal_id", { value: read.principalId });
}

/** A condition of the user's own that does not hold. */
export function withBrokenCondition(backend: Backend): void {
  dev.own?.(backend);
  const { platform } = backend.stacks;
  const guarded = new KeptByTerraform(platform, "guarded", { input: "reports" });
  guarded.addOverride("lifecycle.precondition", [
    { condition: ELSEWHERE, error_message: "the reports are kept in northeurope" },
  ]);
}

/** What stands beside the backend in its stacks. */
export const ownScenarios: readonly Scenario[] = [
  {
    name: "own-resources",
    shows: "a database server, some terraform_data, a role Owner and a check of the user's own",
    base: dev,
    change: { ...dev, own: ownResources },
  },
  {
    name: "own-replaced",
    shows: "a terraform_data of the user's own is replaced, created before it is destroyed",
    base: dev,
    change: { ...dev, own: replaced },
  },
  {
    name: "own-resources-dropped",
    shows: "the user's own identity and terraform_data are deleted",
    base: dev,
    change: { components: dev.components, options: dev.options },
  },
  {
    name: "read-at-apply",
    shows: "a data source is read when the plan is applied, and what follows from it is unknown",
    base: dev,
    change: { ...dev, own: readAtApply },
  },
  {
    name: "precondition",
    shows: "a precondition fails: the plan is partial",
    base: dev,
    change: { ...dev, own: withBrokenCondition },
    fails: true,
  },
];
