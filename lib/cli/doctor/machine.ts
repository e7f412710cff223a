import { engines } from "../../../package.json";
import { compareVersions } from "../../provider/version";
import { productName, terraformVersion } from "../../terraform/terraform-version";
import { endedNode } from "../data-age";
import { type Examined, ok, problem, warning } from "./examined";
import { isInRange } from "./version-range";

const NODE_FIX = "install Node 24: nodejs.org";

/** @param today - the day, `2026-11-30` */
export function examineNode(today: string, version: string = process.versions.node): Examined {
  if (!isInRange(version, engines.node))
    return problem("Node", `${version}, which does not match ${engines.node}`, NODE_FIX);
  const end = endedNode(version, today);
  return end === undefined
    ? ok("Node", version)
    : warning("Node", `${version}, which gets no security fixes since ${end}`, NODE_FIX);
}

/** The command of the engine has its own limits; what this package needs of the engine runs on any Node. */
export function examineEngineCommand(
  version: string | undefined,
  node: string = process.versions.node,
): readonly Examined[] {
  if (version === undefined) return [];
  const what = "cdktf-cli";
  // github.com/hashicorp/terraform-cdk/issues/3640; its fork begins with 0.22, and says its own limit in its package.json.
  const range = compareVersions(version, "0.22.0") < 0 ? "<24" : ">=22.19";
  if (isInRange(node, range)) return [ok(what, version)];
  return [
    warning(
      what,
      `${version}, which does not run on Node ${node}`,
      "use the commands of this package, such as npx cdktf-azure-backend synth, or run cdktf-cli on Node 22",
    ),
  ];
}

/** @param program - a name on the PATH, or an absolute path */
export async function examineTerraform(program: string): Promise<Examined> {
  const examined = await terraformVersion(program);
  return "version" in examined
    ? ok(productName(examined), `${examined.version} (${program})`)
    : problem("Terraform", examined.fault, examined.fix);
}
