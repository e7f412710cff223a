import type { PipelinePlan, PlannedEnvironment } from "../pipeline-plan";
import type { Part } from "../regions";
import { differenceScript } from "../scripts";
import { DEPLOY, PACKAGE_FOLDER, TOOL, headOf } from "../words";
import { lines } from "../yaml-text";
import {
  ATTEMPT,
  POOL,
  TEMP,
  downloadStep,
  engineStep,
  identifier,
  keepStep,
  lastAttempt,
  loginStep,
  quoted,
  scriptStep,
  setUp,
  stagesBelow,
  stepsAt,
  stepsBelow,
  summaryOf,
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
      below: { hint: "Which branch is deployed, and on which machine, is yours to change.", depth: 0 },
    },
    { yours: `trigger:\n  branches:\n    include: [${quoted(branch)}]\n${POOL}` },
    { generated: "stages", text: "stages:", below: { hint: "Stages of your own can follow.", depth: 2 } },
    ...(takesPackages(plan)
      ? [
          { generated: "package", text: packageStage(plan), below: stepsBelow(10) },
          { generated: "package/steps", text: packageSteps(plan), below: stagesBelow(10) },
        ]
      : []),
    ...plan.environments.flatMap((environment): readonly Part[] => {
      const { name } = environment;
      return [
        { generated: `plan-${name}`, text: planStage(plan, environment), below: stepsBelow(10) },
        { generated: `plan-${name}/steps`, text: planSteps(plan, environment), below: stagesBelow(10) },
        { generated: `deploy-${name}`, text: deployStage(plan, environment), below: stepsBelow(16) },
        { generated: `deploy-${name}/steps`, text: deploySteps(plan, environment), below: stepsBelow(16) },
        ...(environment.takesPackage
          ? [{ generated: `back-${name}`, text: backStage(plan, environment), below: stagesBelow(16) }]
          : []),
      ];
    }),
  ];
}

/** Whether the code of any environment comes as a package. */
function takesPackages({ environments }: PipelinePlan): boolean {
  return environments.some(({ takesPackage }) => takesPackage);
}

/** What a stage waits for: at least an empty list, because a stage without one waits for that above it. */
function dependsOn(stages: readonly string[]): string {
  return stages.length === 0
    ? "    dependsOn: []"
    : lines("    dependsOn:", ...stages.map((each) => `      - ${each}`));
}

function head(plan: PipelinePlan): string {
  const names = plan.environments.filter(({ takesPackage }) => takesPackage).map(({ name }) => name);
  return `${headOf(plan, "Deploys what was merged: each environment after the one before it, behind its approval.")}
pr: none
parameters:
  - name: back
    displayName: Deploy this commit, or go back to the previous package of an environment
    type: string
    default: ${DEPLOY}
    values: [${[DEPLOY, ...names].map(quoted).join(", ")}]`;
}

const chosen = (choice: string): string => `and(succeeded(), eq('\${{ parameters.back }}', '${choice}'))`;

function packageStage(plan: PipelinePlan): string {
  return lines(
    `  - stage: package
    displayName: package
    jobs:
      - job: package
        displayName: package
        timeoutInMinutes: 30
        steps:`,
    stepsAt(10, setUp(plan)),
  );
}

function packageSteps({ name, facts: { folder, hasPackageScript } }: PipelinePlan): string {
  const path = folder === "." ? PACKAGE_FOLDER : `${folder}/${PACKAGE_FOLDER}`;
  return stepsAt(
    10,
    scriptStep(
      "Package the code, once for all environments",
      hasPackageScript ? "npm run package" : `${TOOL} package`,
      {
        folder,
      },
    ),
    keepStep(`${name}-package`, quoted(`$(Build.SourcesDirectory)/${path}`)),
  );
}

function planStage(plan: PipelinePlan, { name, after }: PlannedEnvironment): string {
  return lines(
    `  - stage: plan_${identifier(name)}
    displayName: plan ${name}`,
    dependsOn([
      ...(takesPackages(plan) ? ["package"] : []),
      ...(after === undefined ? [] : [`deploy_${identifier(after)}`]),
    ]),
    `    condition: ${chosen(DEPLOY)}
    jobs:
      - job: plan
        displayName: plan ${name}
        timeoutInMinutes: 60
        steps:`,
    stepsAt(10, setUp(plan), engineStep(plan)),
  );
}

function planSteps(plan: PipelinePlan, environment: PlannedEnvironment): string {
  const { name, after } = environment;
  const { folder } = plan.facts;
  return stepsAt(
    10,
    loginStep(
      "Plan, and store the plan beside the state",
      `code=0
${TOOL} plan --environment ${name} --read-only --out "${TEMP}/plans" --store "$KEY" || code=$?
# 2: there are changes.
if [ "$code" -ne 0 ] && [ "$code" -ne 2 ]; then exit "$code"; fi`,
      plan,
      { environment, login: environment.plan },
      // Of this attempt: what is stored under a key is never replaced.
      [`KEY: $(Build.SourceVersion)-$(Build.BuildId)-${ATTEMPT}`],
    ),
    scriptStep(
      "Review the plan, for who approves it",
      `review="${TEMP}/${name}.review.md"
${TOOL} review --environment ${name} --plans "${TEMP}/plans" --stored "${TEMP}/plans/stored-plans.json" \\
  --format markdown --out "$review" >/dev/null
${summaryOf("review")}`,
      { folder },
    ),
    ...(after === undefined
      ? []
      : [
          scriptStep(
            `Compare with ${after}`,
            `${differenceScript(environment, TEMP)}
difference="${TEMP}/review/${name}.diff.md"
${summaryOf("difference")}`,
            { folder },
          ),
        ]),
    // Hashes, counts and the verdict. The plans themselves have what the state has, and are no artifact.
    keepStep(`${plan.name}-plan-${name}`, "$(Agent.TempDirectory)/plans/stored-plans.json"),
  );
}

/** Of a job that deploys: approvals and the exclusive lock are checks of the environment. */
export function deploymentJob(
  job: string,
  displayName: string,
  environment: string,
  minutes: number,
): string {
  return `    jobs:
      - deployment: ${job}
        displayName: ${displayName}
        timeoutInMinutes: ${minutes}
        environment: ${quoted(environment)}
        strategy:
          runOnce:
            deploy:
              steps:`;
}

function deployStage(plan: PipelinePlan, { name }: PlannedEnvironment): string {
  return lines(
    `  - stage: deploy_${identifier(name)}
    displayName: deploy ${name}`,
    dependsOn([...(takesPackages(plan) ? ["package"] : []), `plan_${identifier(name)}`]),
    `    condition: ${chosen(DEPLOY)}
    lockBehavior: sequential`,
    deploymentJob("deploy", `deploy ${name}`, name, 360),
    stepsAt(16, setUp(plan), engineStep(plan)),
  );
}

function deploySteps(plan: PipelinePlan, environment: PlannedEnvironment): string {
  const { name } = environment;
  const artifact = `${plan.name}-plan-${name}`;
  const login = { environment, login: environment.apply };
  return stepsAt(
    16,
    downloadStep(artifact),
    ...(environment.takesPackage ? [downloadStep(`${plan.name}-package`)] : []),
    loginStep(
      "Apply the plan that was reviewed",
      `${lastAttempt("stored", artifact)}
${TOOL} deploy --environment ${name} --stored "$stored/stored-plans.json"`,
      plan,
      login,
    ),
    ...(environment.takesPackage
      ? [
          loginStep(
            "Release the code",
            `${lastAttempt("functions", `${plan.name}-package`)}
${TOOL} release ${name} --package "$functions"`,
            plan,
            login,
          ),
        ]
      : []),
  );
}

function backStage(plan: PipelinePlan, environment: PlannedEnvironment): string {
  const { name } = environment;
  return lines(
    `  - stage: back_${identifier(name)}
    displayName: go back in ${name}
    dependsOn: package
    condition: ${chosen(name)}
    lockBehavior: sequential`,
    deploymentJob("back", `go back in ${name}`, name, 90),
    stepsAt(
      16,
      setUp(plan),
      downloadStep(`${plan.name}-package`),
      loginStep(
        "Go back to the previous package",
        `${lastAttempt("functions", `${plan.name}-package`)}
${TOOL} release ${name} --back --package "$functions"`,
        plan,
        { environment, login: environment.apply },
      ),
    ),
  );
}
