/** What is known of a secret that a file holds. */
export interface FoundSecret {
  /**
   * `usable`: a stranger with the file gets in. `unknown`: nothing is known of it, so that it may be. `closed`: it opens nothing as the
   * resource is configured.
   */
  readonly verdict: Verdict;
  /** From the working folder. */
  readonly file: string;
  /** `azurerm_storage_account.storage`; `output.name`; undefined for text. */
  readonly address?: string;
  /** `primary_access_key`, or `line 12`. */
  readonly attribute: string;
  /** What it allows anyone who reads it to do. */
  readonly opens: string;
  /** Why it opens nothing. */
  readonly closedBy?: string;
  readonly fix?: string;
}

export const verdicts = ["usable", "unknown", "closed"] as const;
export type Verdict = (typeof verdicts)[number];
