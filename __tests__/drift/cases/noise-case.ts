import type { DataObject } from "../../../lib/settings/data";
import type { Known } from "../../support/refresh-plan";

/** One difference, and what is around it. */
export interface NoiseCase {
  readonly address: string;
  readonly before: DataObject;
  readonly after: DataObject;
  readonly sensitive?: DataObject;
  readonly configured?: DataObject;
  readonly known?: readonly Known[];
  readonly wasKnown?: boolean;
}

/** Of each rule, what it takes out and what it leaves. */
export type NoiseCases = Readonly<
  Record<string, { readonly trips: readonly NoiseCase[]; readonly leaves: readonly NoiseCase[] }>
>;

/** An id of Azure. */
export const ID = "/subscriptions/1/resourceGroups/rg/providers/Microsoft.Web/serverFarms/asp";
