import {
  type TerraformLogin,
  type Variables,
  terraformConnection,
  terraformLogin,
} from "../pipeline/terraform-login";
import type { AzureConnection } from "./connection";

/** Ways to sign in with a token that the pipeline gives to the job. */
const OF_JOBS: readonly TerraformLogin["type"][] = [
  "azure-pipelines",
  "token",
  "token-file",
  "token-request",
];

/**
 * The login of a job whose variables say how Terraform signs in with the job's own token (`ARM_USE_OIDC`): it needs no action or task for
 * another one.
 *
 * @returns undefined elsewhere: `@azure/identity` then finds a login by itself
 */
export function jobConnection(variables: Variables, tenantId?: string): AzureConnection | undefined {
  return OF_JOBS.includes(terraformLogin(variables).type)
    ? terraformConnection(variables, tenantId)
    : undefined;
}
