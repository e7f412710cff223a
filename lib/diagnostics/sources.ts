import { type ServiceName, type Services, type ShapeOf, serviceNamed, serviceNames } from "../services";
import { type CommonCategory, type DiagnosticSource, commonSources } from "./categories";

/** What Azure calls the logs and metrics that this library sends to the workspace. */
export type DiagnosticCategory =
  | CommonCategory
  | {
      [Name in ServiceName]: ShapeOf<Services[Name]>["categories"];
    }[ServiceName];

/** What resources of each Terraform type send, what services bring included. */
export const diagnosticSources: Readonly<Record<string, readonly DiagnosticSource<DiagnosticCategory>[]>> =
  Object.assign({}, commonSources, ...serviceNames.map((name) => serviceNamed(name).diagnostics)) as Readonly<
    Record<string, readonly DiagnosticSource<DiagnosticCategory>[]>
  >;
