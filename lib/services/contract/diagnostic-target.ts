import type { ResourcePart } from "../../azure/diagnostic-categories";

/** A resource as diagnostic settings see it. */
export interface DiagnosticTarget {
  /** Its name in Terraform. */
  readonly id: string;
  /** `azurerm_key_vault` */
  readonly type: string;
  readonly resourceId: string;
  /** What it has of parts that some logs are about. */
  readonly parts?: readonly ResourcePart[];
}
