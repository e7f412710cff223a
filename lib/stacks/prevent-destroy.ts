import type { TerraformMetaArguments } from "cdktf";
import type { BackendPlan } from "../decide/backend-plan";
import { dataKeepers } from "../services";
import type { Transformed } from "../services/contract/transforms";
import { protectionOf } from "./protection";

/** Lets Terraform destroy nothing that keeps data, unless a `transform` allows it. */
export function preventingDestroy(transformed: Transformed, plan: BackendPlan): Transformed {
  if (!protectionOf(plan).preventDestroy) return transformed;
  return (name, id, config) =>
    transformed(name, id, Object.hasOwn(dataKeepers, name) ? undestroyed(config) : config);
}

function undestroyed<Config extends TerraformMetaArguments>(config: Config): Config {
  return { ...config, lifecycle: { ...config.lifecycle, preventDestroy: true } };
}
