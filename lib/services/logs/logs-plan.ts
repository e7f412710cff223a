import type { ExistingResource } from "../contract/existing-resource";

/** What will be built of `logs`. */
export interface LogsPlan {
  /** The workspace that will be made, or the existing one. */
  readonly workspace:
    | { readonly name: string; readonly retentionInDays: number; readonly dailyQuotaGb?: number }
    | { readonly existing: ExistingResource };
  readonly insightsName: string;
  readonly insightsRetentionInDays: number;
  readonly samplingPercentage: number;
  /** Whether Application Insights takes keys too: only where something knows nothing else. */
  readonly takesKeys: boolean;
}
