/** One request of Terraform's to Azure Resource Manager, and the run of Terraform that it is of. */
export interface RecordedRequest {
  /** Requests of one run are next to each other. */
  readonly run: number;
  /** `plan`, `apply`, `destroy`. */
  readonly command: string;
  readonly method: string;
  /** Without query. */
  readonly path: string;
  readonly status: number;
  readonly body?: unknown;
}

/** One life on the stand-in, from its first request to its last. */
export interface Recording {
  /** The file of its test, without ending. */
  readonly life: string;
  readonly requests: readonly RecordedRequest[];
}
