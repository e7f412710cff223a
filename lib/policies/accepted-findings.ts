import type { BackendPlan } from "../decide/backend-plan";
import { policyNotes } from "./policy-notes";

/** What a scanner reports of one resource, and is meant to be so. */
export interface AcceptedFinding {
  readonly scanner: "checkov" | "trivy";
  /** `CKV_AZURE_59`, `AZU-0012` */
  readonly check: string;
  /** What the check looks for. */
  readonly title: string;
  /** The stack's id, `feedback-prod-platform`. */
  readonly stack: string;
  /** In Terraform, `azurerm_storage_account.storage`. */
  readonly resource: string;
  /** Why, and the option that makes the check pass, if there is one. */
  readonly reason: string;
}

/**
 * Everything that checkov 3.3 and trivy report of a backend and that follows from what its plan decides, resource by
 * resource. What a `transform` or a construct of your own adds is not in a plan, so that scanners go on reporting it.
 *
 * @param plan - that of `planBackend`, or the `plan` of a backend
 */
export function acceptedFindings(plan: BackendPlan): readonly AcceptedFinding[] {
  return policyNotes.flatMap(({ check, title, reason, stack, failing }) =>
    failing(plan).map(({ address }) => ({
      scanner: check.startsWith("CKV") ? ("checkov" as const) : ("trivy" as const),
      check,
      title,
      stack: plan.stackIds[stack],
      resource: address,
      reason,
    })),
  );
}
