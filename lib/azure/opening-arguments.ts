/** The value of an argument of azurerm that opens a resource, and what is open then. */
export interface OpeningArgument {
  readonly value: boolean | string;
  readonly why: string;
}

const ENDPOINT = "the public endpoint answers";
const NETWORKS = "every network is allowed that no rule denies";
const NO_SIGN_IN = "access is possible without signing in or without encryption";
const KEYS = "keys or passwords are accepted beside identities";
const POLICIES = "access policies decide, and role assignments do not";

/** Arguments that open a resource to the internet, by their last name. Names of azurerm 4.55, 4.81 and 5.2. */
export const openingArguments: Readonly<Record<string, OpeningArgument>> = {
  public_network_access_enabled: { value: true, why: ENDPOINT },
  public_network_enabled: { value: true, why: ENDPOINT },
  public_network_access: { value: "Enabled", why: ENDPOINT },
  default_action: { value: "Allow", why: NETWORKS },
  ip_restriction_default_action: { value: "Allow", why: NETWORKS },
  scm_ip_restriction_default_action: { value: "Allow", why: NETWORKS },
  is_virtual_network_filter_enabled: { value: false, why: "the rules for networks are not applied" },
  allow_nested_items_to_be_public: { value: true, why: NO_SIGN_IN },
  anonymous_pull_enabled: { value: true, why: NO_SIGN_IN },
  internet_ingestion_enabled: { value: true, why: "telemetry is accepted from the internet" },
  internet_query_enabled: { value: true, why: "logs can be queried from the internet" },
};

/** Arguments that accept keys or passwords, by their last name. azurerm 4.78 and 5.0 have renamed and inverted some. */
export const keyArguments: Readonly<Record<string, OpeningArgument>> = {
  local_authentication_enabled: { value: true, why: KEYS },
  local_authentication_disabled: { value: false, why: KEYS },
  local_auth_enabled: { value: true, why: KEYS },
  shared_access_key_enabled: { value: true, why: KEYS },
  local_user_enabled: { value: true, why: KEYS },
  sftp_enabled: { value: true, why: KEYS },
  admin_enabled: { value: true, why: KEYS },
  access_keys_authentication_enabled: { value: true, why: KEYS },
  local_account_disabled: { value: false, why: KEYS },
  active_directory_authentication_enabled: { value: false, why: KEYS },
  ftp_publish_basic_authentication_enabled: { value: true, why: KEYS },
  webdeploy_publish_basic_authentication_enabled: { value: true, why: KEYS },
  scm_publish_basic_authentication_enabled: { value: true, why: KEYS },
};

/** Arguments by which a key vault follows access policies, by their last name. */
export const accessPolicyArguments: Readonly<Record<string, OpeningArgument>> = {
  rbac_authorization_enabled: { value: false, why: POLICIES },
  enable_rbac_authorization: { value: false, why: POLICIES },
};
