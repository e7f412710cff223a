import type { DiagnosticSource } from "../azure/diagnostic-categories";
import { terraformTypes } from "../services";

/**
 * What resources of each Terraform type send, out of their records:
 * learn.microsoft.com/azure/azure-monitor/reference/logs-index, and /metrics-index
 */
export const diagnosticSources: Readonly<Record<string, readonly DiagnosticSource[]>> = Object.fromEntries(
  terraformTypes.flatMap(({ type, diagnostics }) => (diagnostics === undefined ? [] : [[type, diagnostics]])),
);
