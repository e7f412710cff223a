import { serviceNamed, serviceNames } from "../services";
import { type DiagnosticSource, commonSources } from "../azure/diagnostic-categories";

/** What resources of each Terraform type send, what services bring included. */
export const diagnosticSources: Readonly<Record<string, readonly DiagnosticSource[]>> = Object.assign(
  {},
  commonSources,
  ...serviceNames.map((name) => serviceNamed(name).diagnostics),
) as Readonly<Record<string, readonly DiagnosticSource[]>>;
