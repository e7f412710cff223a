import type { Fields, Report } from "../../../../components/needs";
import type { DataObject } from "../../../../settings/merge";
import type { ElementValue, PolicyElement } from "../policy-document";

/** What a document is written from, beside the settings of the policy. */
export interface Surroundings {
  /** The Microsoft Entra tenant that issues tokens where no other is named. */
  readonly tenantId: ElementValue;
  /** Whether callers have shown a token before this policy runs. */
  readonly authenticated: boolean;
  /** Whether the policy is the operation's own: it counts apart from the API's. */
  readonly ofOperation: boolean;
}

/** A policy that not every tier of API Management has. */
export interface PolicyNeed {
  /** Where it is said, `operations.list-items.rateLimiting`. */
  readonly path: string;
  /** Microsoft's name of the policy. */
  readonly policy: string;
  /** What the tier has to have, in words that end a sentence. */
  readonly needs: string;
  /** The first parts of SKU names without it: `Consumption` of `Consumption_0`. */
  readonly notIn: readonly string[];
}

/** Everything there is to one of the policies that are said by name. */
export interface PolicyKind<Settings> {
  readonly fields: Fields<Settings>;
  readonly defaults: Settings;
  /** How it is written, for messages. */
  readonly example: string;
  /** What a tier has to have for it; every tier has it where this is not said. */
  readonly tier?: Omit<PolicyNeed, "path">;
  /** Reports what is wrong with the fields that are said; `said` may have any. */
  readonly check: (path: string, given: DataObject, report: Report) => void;
  readonly inbound: (settings: Settings, surroundings: Surroundings) => PolicyElement;
  readonly outbound?: (settings: Settings) => PolicyElement;
}
