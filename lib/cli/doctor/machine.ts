import { engines } from "../../../package.json";
import { productName, terraformVersion } from "../../terraform/terraform-version";
import { type Examined, ok, problem } from "./examined";
import { isInRange } from "./version-range";

export function examineNode(version: string = process.versions.node): Examined {
  return isInRange(version, engines.node)
    ? ok("Node", version)
    : problem("Node", `${version}, which does not match ${engines.node}`, "install a newer Node: nodejs.org");
}

/** @param program - a name on the PATH, or an absolute path */
export async function examineTerraform(program: string): Promise<Examined> {
  const examined = await terraformVersion(program);
  return "version" in examined
    ? ok(productName(examined), `${examined.version} (${program})`)
    : problem("Terraform", examined.fault, examined.fix);
}
