/** The backends of Terraform that have no options of their own here, by Terraform's names. */
export type TerraformBackendName =
  "consul" | "cos" | "gcs" | "http" | "kubernetes" | "oci" | "oss" | "pg" | "s3";

/** A value of an argument, as Terraform reads it from JSON. */
export type StateArgument =
  | string
  | number
  | boolean
  | readonly string[]
  | Readonly<
      Record<string, string | number | boolean | readonly string[] | Readonly<Record<string, string>>>
    >;

/** Terraform state in another backend of Terraform, such as S3, Google Cloud Storage or a server that speaks HTTP. */
export interface TerraformState {
  /** The backend, by Terraform's name. */
  readonly type: TerraformBackendName;
  /**
   * The arguments of the backend, in Terraform's own names: `{ bucket: "acme-tfstate", region: "eu-central-1" }`. `{stack}` in a value is
   * the id of the stack, `shop-prod-network`. The argument that separates the stacks follows from project, environment and stack; a value
   * of your own for it contains `{stack}`, and so does `address` of `http`. Secrets are refused: Terraform reads them from its environment.
   * Source: developer.hashicorp.com/terraform/language/backend
   * @default {}
   */
  readonly config?: Readonly<Record<string, StateArgument>>;
}

/** Terraform state that the platform which runs Terraform adds to each stack: nothing of it is in the stacks. */
export interface NoState {
  /** No state in the stacks: Spacelift, Scalr and the like keep one for each stack that they run. */
  readonly type: "none";
}
