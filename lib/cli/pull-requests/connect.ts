import { terraformCloud, terraformConnection, terraformLogin } from "../../pipeline/terraform-login";
import { CLOUDS } from "../../release/clouds";
import type { AzureConnection } from "../../release/connection";
import { type Manager, managerAt } from "../doctor/manager";
import { loginProblem } from "../doctor/login";
import type { Surroundings } from "../surroundings";

type Variables = Surroundings["variables"];

/** How a command reaches Azure: as Terraform signs in, or by what stands for it in tests. */
export type Connect = (variables: Variables, tenantId?: string) => AzureConnection;

export const asTerraform: Connect = terraformConnection;

/**
 * Azure Resource Manager, signed in.
 *
 * @throws Error where there is no login
 */
export async function signedIn(connection: AzureConnection, variables: Variables): Promise<Manager> {
  const { management } = CLOUDS[terraformCloud(variables)];
  try {
    return managerAt(connection, management, await connection.token(`https://${management}/.default`));
  } catch (error) {
    const { found, fix = "" } = loginProblem(error);
    const isOwnLogin = terraformLogin(variables).type === "default";
    const advice = isOwnLogin ? fix : "correct the variables ARM_*, with which Terraform logs in too";
    throw new Error(`${found}: ${advice}`, { cause: error });
  }
}

/** The subscription of a plan: its option, else that of Terraform's login. */
export function subscriptionOf(
  { subscriptionId }: { readonly subscriptionId?: string },
  variables: Variables,
): string | undefined {
  return [subscriptionId, variables["ARM_SUBSCRIPTION_ID"], variables["AZURE_SUBSCRIPTION_ID"]].find(Boolean);
}
