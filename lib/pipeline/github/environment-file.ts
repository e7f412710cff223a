import type { PipelinePlan } from "../pipeline-plan";
import type { Part } from "../regions";
import { TOOL, headOf } from "../words";
import { lines } from "../yaml-text";
import {
  JOBS_BELOW,
  RUNS_ON,
  STEPS_BELOW,
  actionStep,
  defaultsOf,
  engineStep,
  keepStep,
  loginOf,
  scriptStep,
  setUp,
  summaryOf,
  takesImages,
} from "./job";

/**
 * How one environment is deployed: planned and reviewed, then applied as planned. One file for all of them, so that a
 * deployment with its plan is one job of the caller's, and no other can come between the two.
 */
export function environmentFile(plan: PipelinePlan): readonly Part[] {
  return [
    { generated: "plan", text: lines(head(plan), planJob(plan)), below: STEPS_BELOW },
    { generated: "plan/steps", text: planSteps(plan), below: STEPS_BELOW },
    { generated: "deploy", text: deployJob(plan), below: STEPS_BELOW },
    { generated: "deploy/steps", text: deploySteps(plan), below: JOBS_BELOW },
  ];
}

type Input = readonly [name: string, type: "boolean" | "string", isRequired: boolean];

const IMAGE: Input = ["image", "string", false];
const INPUTS: readonly Input[] = [
  ["environment", "string", true],
  ["tenant-id", "string", true],
  ["subscription-id", "string", true],
  ["plan-client-id", "string", true],
  ["apply-client-id", "string", true],
  ["takes-package", "boolean", true],
  ["after", "string", false],
];

function head(plan: PipelinePlan): string {
  const inputs = [...INPUTS, ...(takesImages(plan) ? [IMAGE] : [])].map(
    ([name, type, isRequired]) => `      ${name}:\n        type: ${type}\n        required: ${isRequired}`,
  );
  return `${headOf(plan, "Plans one environment, waits for its approval, and applies exactly that plan.")}
name: ${plan.name} environment
on:
  workflow_call:
    inputs:
${inputs.join("\n")}

permissions: {}

defaults:
  run:
    shell: bash
`;
}

const CALLED = {
  tenantId: "${{ inputs.tenant-id }}",
  subscriptionId: "${{ inputs.subscription-id }}",
} as const;

function planJob(plan: PipelinePlan): string {
  return lines(
    `jobs:
  plan:
    name: plan
    ${RUNS_ON}
    timeout-minutes: 60
    environment: \${{ inputs.environment }}-plan
    permissions:
      contents: read
      id-token: write`,
    defaultsOf(plan),
    loginOf(plan, CALLED, "${{ inputs.plan-client-id }}"),
    ENVIRONMENT,
    "    steps:",
    setUp(plan),
    engineStep(plan),
  );
}

const ENVIRONMENT = "      ENVIRONMENT: ${{ inputs.environment }}";

function planSteps({ name }: PipelinePlan): string {
  return lines(
    scriptStep(
      "Plan, and store the plan beside the state",
      `code=0
${TOOL} plan --environment "$ENVIRONMENT" --read-only --out "$RUNNER_TEMP/plans" --store "$KEY" || code=$?
# 2: there are changes.
if [ "$code" -ne 0 ] && [ "$code" -ne 2 ]; then exit "$code"; fi`,
      lines(
        "env:",
        "  # Of this attempt: what is stored under a key is never replaced.",
        "  KEY: ${{ github.sha }}-${{ github.run_id }}-${{ github.run_attempt }}",
      ),
    ),
    scriptStep(
      "Review the plan, for who approves it",
      `review="$RUNNER_TEMP/review.md"
${TOOL} review --environment "$ENVIRONMENT" --plans "$RUNNER_TEMP/plans" --stored "$RUNNER_TEMP/plans/stored-plans.json" \\
  --format markdown --out "$review" >/dev/null
${summaryOf("review")}`,
    ),
    scriptStep(
      "Compare with the environment before it",
      `code=0
${TOOL} diff --environment "$AFTER,$ENVIRONMENT" --format markdown >"$RUNNER_TEMP/diff.md" || code=$?
if [ "$code" -ne 0 ] && [ "$code" -ne 2 ]; then exit "$code"; fi
cat "$RUNNER_TEMP/diff.md" >>"$GITHUB_STEP_SUMMARY"`,
      lines("if: inputs.after != ''", "env:", "  AFTER: ${{ inputs.after }}"),
    ),
    // Hashes, counts and the verdict. The plans themselves have what the state has, and are no artifact.
    keepStep(`${name}-plan-\${{ inputs.environment }}`, "${{ runner.temp }}/plans/stored-plans.json"),
  );
}

function deployJob(plan: PipelinePlan): string {
  return lines(
    `  deploy:
    name: deploy
    needs: plan
    ${RUNS_ON}
    timeout-minutes: 360
    # Who approves is decided by the rules of this environment.
    environment: \${{ inputs.environment }}
    permissions:
      contents: read
      id-token: write`,
    ...(takesImages(plan) ? ["      packages: read"] : []),
    defaultsOf(plan),
    loginOf(plan, CALLED, "${{ inputs.apply-client-id }}"),
    ENVIRONMENT,
    "    steps:",
    setUp(plan),
    engineStep(plan),
  );
}

function deploySteps(plan: PipelinePlan): string {
  const { name } = plan;
  return lines(
    actionStep("actions/download-artifact", {
      name: `${name}-plan-\${{ inputs.environment }}`,
      path: "${{ runner.temp }}/plan",
    }),
    actionStep(
      "actions/download-artifact",
      {
        name: `${name}-package`,
        path: "${{ runner.temp }}/functions",
      },
      takesImages(plan) ? "if: inputs.takes-package || inputs.image != ''" : "if: inputs.takes-package",
    ),
    scriptStep(
      "Apply the plan that was reviewed",
      `${TOOL} deploy --environment "$ENVIRONMENT" --stored "$RUNNER_TEMP/plan/stored-plans.json"`,
    ),
    scriptStep(
      "Release the code",
      `${TOOL} release "$ENVIRONMENT" --package "$RUNNER_TEMP/functions"`,
      "if: inputs.takes-package",
    ),
    ...(takesImages(plan) ? [releaseImageStep()] : []),
  );
}

/** The registry of the environment imports it, with the token of this job. */
function releaseImageStep(): string {
  return scriptStep(
    "Release the image",
    `${TOOL} release "$ENVIRONMENT" --package "$RUNNER_TEMP/functions" --image "$IMAGE"`,
    lines(
      "if: inputs.image != ''",
      "env:",
      "  IMAGE: ${{ inputs.image }}",
      "  IMAGE_SOURCE_USERNAME: ${{ github.actor }}",
      "  IMAGE_SOURCE_PASSWORD: ${{ github.token }}",
    ),
  );
}
