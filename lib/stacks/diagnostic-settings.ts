import { MonitorDiagnosticSetting } from "@cdktf/provider-azurerm/lib/monitor-diagnostic-setting";
import { type IConstruct, type Construct } from "constructs";
import { TerraformResource } from "cdktf";
import type { Transformed } from "../services/contract/transforms";
import type { DiagnosticCategory, DiagnosticSource, PartsByResource } from "../azure/diagnostic-categories";
import { diagnosticSources } from "./diagnostic-sources";
import type { DiagnosticTarget } from "../services/contract/diagnostic-target";

/** Every resource below `root` that has anything to send. */
export function diagnosticTargets(
  root: IConstruct,
  parts: PartsByResource = {},
): readonly DiagnosticTarget[] {
  return root.node
    .findAll()
    .filter((node) => TerraformResource.isTerraformResource(node))
    .filter(({ terraformResourceType }) => Object.hasOwn(diagnosticSources, terraformResourceType))
    .map((resource) => ({
      id: resource.friendlyUniqueId,
      type: resource.terraformResourceType,
      resourceId: (resource as unknown as { readonly id: string }).id,
      parts: parts[resource.friendlyUniqueId] ?? [],
    }));
}

/** Sends what `target` has to send to the workspace, without the categories that are switched off. */
export function buildDiagnosticSettings(
  scope: Construct,
  target: DiagnosticTarget,
  workspaceId: string,
  switches: Readonly<Partial<Record<DiagnosticCategory, boolean>>>,
  transformed: Transformed,
): void {
  const wanted = (category: DiagnosticCategory): boolean => switches[category] !== false;
  for (const source of diagnosticSources[target.type] ?? []) {
    if (source.onlyWith !== undefined && target.parts?.includes(source.onlyWith) !== true) continue;
    const requested = (source.onRequest ?? []).filter((category) => switches[category] === true);
    const logs = [...source.logs.filter(wanted), ...requested];
    const metrics = source.metrics.filter(wanted);
    // Azure takes no setting that sends nothing.
    if (logs.length + metrics.length > 0)
      buildDiagnosticSetting(scope, target, { ...source, logs, metrics }, workspaceId, transformed);
  }
}

function buildDiagnosticSetting(
  scope: Construct,
  target: DiagnosticTarget,
  { id, path = "", logs, metrics, dedicatedTables }: DiagnosticSource,
  workspaceId: string,
  transformed: Transformed,
): void {
  const name = `${target.id}${id === undefined ? "" : `_${id}`}_diagnostics`;
  new MonitorDiagnosticSetting(
    scope,
    name,
    transformed("diagnosticSettings", name, {
      name: "default",
      targetResourceId: `${target.resourceId}${path}`,
      logAnalyticsWorkspaceId: workspaceId,
      ...(logs.length === 0 ? {} : { enabledLog: logs.map((category) => ({ category })) }),
      ...(metrics.length === 0 ? {} : { enabledMetric: metrics.map((category) => ({ category })) }),
      ...(dedicatedTables === true ? { logAnalyticsDestinationType: "Dedicated" } : {}),
    }),
  );
}
