import type { PipelinePlan, PlannedEnvironment } from "../pipeline-plan";
import type { Part } from "../regions";
import { isReleased } from "../released-code";
import { DEPLOY, PACKAGE_FOLDER, TOOL, headOf } from "../words";
import { lines } from "../yaml-text";
import {
  JOBS_BELOW,
  RUNS_ON,
  STEPS_BELOW,
  actionStep,
  checkoutStep,
  defaultsOf,
  keepStep,
  loginOf,
  quoted,
  scalar,
  scriptStep,
  setUp,
  takesImages,
} from "./job";

/**
 * What runs after a merge: packages the code once, and deploys one environment after the other.
 *
 * @param branch - the one that is deployed, where the file is new
 */
export function deployFile(plan: PipelinePlan, branch: string): readonly Part[] {
  return [
    {
      generated: "head",
      text: head(plan),
      below: { hint: "Which branch is deployed is yours to change.", depth: 2 },
    },
    { yours: `  push:\n    branches: [${quoted(branch)}]\n` },
    { generated: "jobs", text: JOBS, below: { hint: "Jobs of your own can follow.", depth: 2 } },
    ...(hasCode(plan)
      ? [
          { generated: "package", text: packageJob(plan), below: STEPS_BELOW },
          { generated: "package/steps", text: packageSteps(plan), below: JOBS_BELOW },
        ]
      : []),
    ...(takesImages(plan) ? [{ generated: "image", text: imageJob(plan), below: JOBS_BELOW }] : []),
    ...plan.environments.flatMap((environment): readonly Part[] => [
      {
        generated: `deploy-${environment.name}`,
        text: environmentJob(plan, environment),
        below: { hint: "Jobs of your own can follow.", depth: 2 },
      },
      ...(isReleased(environment)
        ? [{ generated: `back-${environment.name}`, text: backJob(plan, environment), below: JOBS_BELOW }]
        : []),
    ]),
  ];
}

/** Whether the code of any environment is released. */
function hasCode({ environments }: PipelinePlan): boolean {
  return environments.some(isReleased);
}

/** One deployment of an environment at a time, in whichever file. It is never cancelled: that would leave half of it. */
function oneAtATime({ name }: PipelinePlan, environment: string): string {
  return `    concurrency:
      group: ${name}-deploy-${environment}
      cancel-in-progress: false`;
}

function head(plan: PipelinePlan): string {
  const names = plan.environments.filter(isReleased).map(({ name }) => name);
  return `${headOf(plan, "Deploys what was merged: each environment after the one before it, behind its approval.")}
name: ${plan.name} deploy
on:
  workflow_dispatch:
    inputs:
      back:
        description: Deploy this commit, or go back to the previous package of an environment
        type: choice
        options: [${[DEPLOY, ...names].map(quoted).join(", ")}]
        default: ${DEPLOY}`;
}

const JOBS = `permissions: {}

defaults:
  run:
    shell: bash

jobs:`;

function packageJob(plan: PipelinePlan): string {
  return lines(
    `  package:
    name: package
    ${RUNS_ON}
    timeout-minutes: 30
    permissions:
      contents: read`,
    defaultsOf(plan),
    "    steps:",
    setUp(plan),
  );
}

/** From the top of the repository. */
function packageFolder({ folder }: PipelinePlan["facts"]): string {
  return folder === "." ? PACKAGE_FOLDER : `${folder}/${PACKAGE_FOLDER}`;
}

function packageSteps(plan: PipelinePlan): string {
  const { hasPackageScript } = plan.facts;
  return lines(
    scriptStep(
      "Package the code, once for all environments",
      hasPackageScript ? "npm run package" : `${TOOL} package`,
    ),
    keepStep(`${plan.name}-package`, quoted(packageFolder(plan.facts))),
  );
}

/** The one job that can write packages runs no code of the repository but its Dockerfile. */
function imageJob(plan: PipelinePlan): string {
  const { name, facts } = plan;
  return lines(
    `  image:
    name: image
    needs: package
    if: ${DEPLOYS}
    ${RUNS_ON}
    timeout-minutes: 30
    permissions:
      contents: read
      packages: write
    outputs:
      image: \${{ steps.image.outputs.image }}`,
    defaultsOf(plan),
    "    steps:",
    checkoutStep(),
    actionStep("actions/download-artifact", { name: `${name}-package`, path: quoted(packageFolder(facts)) }),
    imageStep(plan),
  );
}

/** A tag of its own for each attempt: a registry that has imported a tag keeps the image that it has. */
function imageStep({ image = "" }: PipelinePlan): string {
  return scriptStep(
    "Build the image and push it",
    `export DOCKER_CONFIG="$RUNNER_TEMP/docker"
docker login ghcr.io --username "$GITHUB_ACTOR" --password-stdin <<<"$GITHUB_TOKEN"
docker build --pull --build-arg PACKAGE="$(echo ${PACKAGE_FOLDER}/*.zip)" --tag "$IMAGE" .
docker push "$IMAGE"
echo "image=$IMAGE" >>"$GITHUB_OUTPUT"`,
    lines(
      "id: image",
      "env:",
      "  GITHUB_TOKEN: ${{ github.token }}",
      `  IMAGE: ${image}:\${{ github.sha }}-\${{ github.run_id }}-\${{ github.run_attempt }}`,
    ),
  );
}

/** Whatever starts the run without inputs deploys. */
const DEPLOYS = `\${{ !inputs.back || inputs.back == '${DEPLOY}' }}`;

function environmentJob(plan: PipelinePlan, environment: PlannedEnvironment): string {
  const { name, after, tenantId, subscriptionId } = environment;
  const needs = [
    ...(hasCode(plan) ? ["package"] : []),
    ...(environment.takesImage ? ["image"] : []),
    ...(after === undefined ? [] : [`deploy-${after}`]),
  ];
  return lines(
    `  deploy-${name}:
    name: ${scalar(name)}`,
    ...(needs.length === 0 ? [] : [`    needs: [${needs.join(", ")}]`]),
    `    if: ${DEPLOYS}`,
    oneAtATime(plan, name),
    `    permissions:
      contents: read
      id-token: write`,
    ...(takesImages(plan) ? ["      packages: read"] : []),
    `    uses: ./.github/workflows/${plan.name}-environment.yml
    with:
      environment: ${scalar(name)}
      tenant-id: ${quoted(tenantId)}
      subscription-id: ${quoted(subscriptionId)}
      plan-client-id: ${quoted(environment.plan.clientId)}
      apply-client-id: ${quoted(environment.apply.clientId)}
      takes-package: ${environment.takesPackage}`,
    ...(environment.takesImage ? ["      image: ${{ needs.image.outputs.image }}"] : []),
    ...(after === undefined ? [] : [`      after: ${scalar(after)}`]),
  );
}

function backJob(plan: PipelinePlan, environment: PlannedEnvironment): string {
  const { name } = environment;
  return lines(
    `  back-${name}:
    name: go back in ${name}
    needs: package
    if: inputs.back == '${name}'
    ${RUNS_ON}
    timeout-minutes: 90
    environment: ${scalar(name)}`,
    oneAtATime(plan, name),
    `    permissions:
      contents: read
      id-token: write`,
    defaultsOf(plan),
    loginOf(plan, environment, environment.apply.clientId),
    "    steps:",
    setUp(plan),
    actionStep("actions/download-artifact", {
      name: `${plan.name}-package`,
      path: "${{ runner.temp }}/functions",
    }),
    scriptStep(
      "Go back to the previous package",
      `${TOOL} release ${name} --back --package "$RUNNER_TEMP/functions"`,
    ),
  );
}
