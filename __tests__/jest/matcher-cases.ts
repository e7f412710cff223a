import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Testing } from "cdktf";
import { type Backend, type BackendOptions, type BackendPlan, defineBackend, planBackend } from "../../lib";
import { feedbackApi, processUploadFunction } from "../support/sample";

const components = { feedbackApi, processUploadFunction };
const where = { project: "feedback", location: "eastus2", environment: "prod" } as const;

export function planOf(options: BackendOptions = {}): BackendPlan {
  return planBackend(components, { ...where, ...options });
}

export function backendOf(options: BackendOptions = {}): Backend {
  return defineBackend(components, { ...where, notes: "silent", ...options, app: Testing.app() });
}

/** A plan that Terraform has made, as text. */
export function terraformPlan(scenario: string, role: string): string {
  return readFileSync(join(__dirname, "../review/plans", scenario, `${role}.json`), "utf8");
}

/** Why an assertion fails. */
export function messageOf(assertion: () => void): string {
  try {
    assertion();
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  throw new Error("the assertion held");
}
