import type { ServiceName } from "../services/words";

/** A value that another stack publishes, by service and output. */
export interface SharedReference {
  readonly service: ServiceName;
  readonly output: string;
}

/** What only Terraform may know: where the credentials of a run lead to. */
export interface StackFact {
  readonly fact: "subscriptionId" | "tenantId";
}

/** The text of an app setting as plain data: literal text, or text and references in a row. */
export type SettingValue = string | readonly (string | SharedReference | StackFact)[];
