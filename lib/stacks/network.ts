import type { Construct } from "constructs";
import type { BackendPlan } from "../plan/plan";
import { BackendStack } from "./backend-stack";

/** The network: what everything else is put into. Always there, so that pipelines keep their shape. */
export function buildNetwork(app: Construct, plan: BackendPlan): BackendStack {
  return new BackendStack(app, plan, "network");
}
