/** What may come from outside the call: `cdktf.json` context and `BACKEND_ENVIRONMENT`. */
export interface AmbientInputs {
  readonly environment?: string;
  readonly project?: string;
  readonly location?: string;
  /** The last day of an environment of a pull request. */
  readonly expires?: string;
  /** Who publishes the API of API Management. */
  readonly organization?: string;
  readonly publisherEmail?: string;
  /** How messages name the source of what comes from the context. */
  readonly source: string;
}
