import {
  BackendConfigError,
  type BackendOptions,
  type BackendPlan,
  type Components,
  planBackend,
} from "../../lib";
import { feedbackApi, processUploadFunction } from "./sample";

const SAMPLE: Components = { feedbackApi, processUploadFunction };

/** A plan of the sample's, or of other components. */
export function planOf(options: BackendOptions = {}, components: Components = SAMPLE): BackendPlan {
  return planBackend(components, { project: "shop", location: "eastus2", ...options });
}

/** Undefined for options that contradict each other. */
export function planIfPossible(options: BackendOptions): BackendPlan | undefined {
  try {
    return planOf(options);
  } catch (error) {
    if (error instanceof BackendConfigError) return undefined;
    throw error;
  }
}
