import type { TerraformBackendName } from "./options/terraform-state";

/** What is known of a backend of Terraform. */
export interface StateBackend {
  /** The argument that tells the states of two stacks apart. */
  readonly separator: string;
  /**
   * Its value where nobody gives one: the path of the stack in a file, the path alone, or the stack's id. `undefined`: the user has to
   * give one.
   */
  readonly usual: "file" | "path" | "id" | undefined;
  /** Further arguments that have to differ between stacks, where they are given. */
  readonly alsoSeparate?: readonly string[];
  /** Arguments that Terraform requires, and reads from no variable. */
  readonly required?: readonly string[];
  /** Arguments that hold a secret, and where Terraform finds it instead. */
  readonly secrets: Readonly<Record<string, string>>;
  /** The longest separator that the backend takes. */
  readonly longest?: number;
}

/**
 * Each backend, by its page below developer.hashicorp.com/terraform/language/backend and its arguments in
 * github.com/hashicorp/terraform, internal/backend/remote-state/<name>/backend.go.
 */
export const stateBackends: Readonly<Record<TerraformBackendName, StateBackend>> = {
  consul: {
    separator: "path",
    usual: "path",
    secrets: { access_token: "CONSUL_HTTP_TOKEN", http_auth: "CONSUL_HTTP_AUTH" },
  },
  cos: {
    separator: "key",
    usual: "file",
    required: ["bucket"],
    secrets: {
      secret_id: "TENCENTCLOUD_SECRET_ID",
      secret_key: "TENCENTCLOUD_SECRET_KEY",
      security_token: "TENCENTCLOUD_SECURITY_TOKEN",
    },
  },
  gcs: {
    separator: "prefix",
    usual: "path",
    required: ["bucket"],
    secrets: {
      access_token: "GOOGLE_OAUTH_ACCESS_TOKEN",
      credentials: "GOOGLE_BACKEND_CREDENTIALS",
      encryption_key: "GOOGLE_ENCRYPTION_KEY",
    },
  },
  http: {
    separator: "address",
    usual: undefined,
    alsoSeparate: ["lock_address", "unlock_address"],
    secrets: {
      password: "TF_HTTP_PASSWORD",
      client_private_key_pem: "TF_HTTP_CLIENT_PRIVATE_KEY_PEM",
    },
  },
  kubernetes: {
    separator: "secret_suffix",
    usual: "id",
    // It is the value of a label of the secret: kubernetes.io/docs/concepts/overview/working-with-objects/labels
    longest: 63,
    secrets: {
      token: "KUBE_TOKEN",
      password: "KUBE_PASSWORD",
      client_key: "KUBE_CLIENT_KEY_DATA",
      "exec.env": "the variables themselves",
    },
  },
  oci: {
    separator: "key",
    usual: "file",
    required: ["bucket", "namespace"],
    secrets: {
      private_key: "OCI_private_key",
      private_key_password: "OCI_private_key_password",
      sse_customer_key: "OCI_sse_customer_key",
    },
  },
  oss: {
    separator: "key",
    usual: "file",
    required: ["bucket"],
    secrets: {
      access_key: "ALICLOUD_ACCESS_KEY",
      secret_key: "ALICLOUD_SECRET_KEY",
      security_token: "ALICLOUD_SECURITY_TOKEN",
    },
  },
  pg: {
    separator: "schema_name",
    usual: "id",
    // postgresql.org/docs/current/limits.html
    longest: 63,
    secrets: {},
  },
  s3: {
    separator: "key",
    usual: "file",
    required: ["bucket"],
    secrets: {
      access_key: "AWS_ACCESS_KEY_ID",
      secret_key: "AWS_SECRET_ACCESS_KEY",
      token: "AWS_SESSION_TOKEN",
      sse_customer_key: "AWS_SSE_CUSTOMER_KEY",
      "assume_role_with_web_identity.web_identity_token": "AWS_WEB_IDENTITY_TOKEN_FILE",
    },
  },
};

/** Where Terraform finds a password that would otherwise be part of an address. */
export const passwordVariables: Readonly<Partial<Record<TerraformBackendName, string>>> = {
  consul: "CONSUL_HTTP_AUTH",
  http: "TF_HTTP_PASSWORD",
  pg: "PG_CONN_STR or PGPASSWORD",
};

/** Whether a state is in one of these backends. */
export function isInBackend<State extends { readonly type: string }>(
  state: State,
): state is Extract<State, { readonly type: TerraformBackendName }> {
  return Object.hasOwn(stateBackends, state.type);
}
