import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import type { BuiltResource } from "../../decide/plan-channel";
import { knownAttributes } from "../../drift/known-attributes";
import { readRefresh } from "../../drift/read-refresh";
import { type DriftReport, type StackOutcome, driftReport } from "../../drift/report";
import { stackDrift } from "../../drift/stack-drift";
import { driftMarkdown, driftText, findingSummary, isDangerous } from "../../drift/text";
import type { DataObject } from "../../settings/data";
import { messageOf } from "../../settings/message-of";
import { looksSecret } from "../../settings/redacted";
import { type Deployment, counted, initialise } from "../../terraform/deployment/deployment";
import { refreshStack } from "../../terraform/deployment/refresh-stack";
import { selectStacks } from "../../terraform/select-stacks";
import { annotation } from "../check/github";
import { type Result, jsonText } from "../command";
import type { Surroundings } from "../surroundings";
import { type DeploymentGiven, prepareDeployment } from "./deployment";

interface Given extends DeploymentGiven {
  readonly environment: readonly string[];
  readonly format: "text" | "markdown" | "json" | "github" | undefined;
  readonly out: string | undefined;
}

/** Compares what Azure has with the states of the stacks, and reads only. */
export async function drift(given: Given, surroundings: Surroundings): Promise<Result> {
  const { deployment, synthesis } = await prepareDeployment(
    given,
    given.environment,
    surroundings,
    selectStacks,
    // For the names by which options know the resources.
    { CDKTF_AZURE_BACKEND_RESOURCES: "1" },
  );
  const built = synthesis.backends.flatMap(({ resources = [] }) => resources);
  const outcomes: StackOutcome[] = [];
  for (const [{ id }, shown] of counted(deployment.stacks))
    outcomes.push(await outcomeOf(deployment, id, shown, built));
  const report = driftReport(outcomes);
  const json = { ...report };
  const text = reportText(report, json, given.format);
  if (given.out !== undefined) write(resolve(surroundings.cwd, given.out), text);
  return { ended: endingOf(report), text, json };
}

/** A stack that cannot be read leaves the others as they are: they are still looked at. */
async function outcomeOf(
  deployment: Deployment,
  stack: string,
  shown: string,
  built: readonly BuiltResource[],
): Promise<StackOutcome> {
  try {
    await initialise(deployment, stack, shown);
    return await deployment.step(
      `refresh ${shown}`,
      () => refreshed(deployment, stack, built),
      (outcome) => (outcome.status === "refreshed" ? `${outcome.findings.length} drifted` : outcome.status),
    );
  } catch (error) {
    deployment.signal.throwIfAborted();
    const reason = reasonOf(error);
    deployment.say(`${stack} was not checked`);
    return { stack, status: "failed", reason };
  }
}

async function refreshed(
  deployment: Deployment,
  stack: string,
  built: readonly BuiltResource[],
): Promise<StackOutcome> {
  const found = await refreshStack(deployment, stack);
  if (found === undefined) return { stack, status: "not deployed" };
  const facts = {
    stack,
    configuration: JSON.parse(deployment.commands.synthesised(stack)) as DataObject,
    built,
    wasKnown: knownAttributes(found.state.resources),
  };
  return { stack, status: "refreshed", ...stackDrift(readRefresh(found.json), facts) };
}

/** Why a stack was not read, without what may be secret: the report is kept. */
function reasonOf(error: unknown): string {
  // The message would quote what was read.
  if (error instanceof SyntaxError) return "Terraform printed a state or a plan that is not JSON.";
  return messageOf(error)
    .split("\n")
    .map((line) => (looksSecret(line) ? "(a line is not shown: it looks like a secret)" : line))
    .join("\n");
}

function endingOf({ stacks, findings }: DriftReport): Result["ended"] {
  if (stacks.some(({ status }) => status === "failed")) return "failed";
  return findings.length > 0 ? "changes" : "done";
}

function reportText(report: DriftReport, json: Result["json"], format: Given["format"] = "text"): string {
  switch (format) {
    case "text":
      return driftText(report);
    case "markdown":
      return driftMarkdown(report);
    case "json":
      return jsonText("drift", json);
    case "github":
      return asGithub(report);
  }
}

function asGithub({ findings, stacks }: DriftReport): string {
  return [
    ...findings.map((finding) =>
      annotation(
        isDangerous(finding) ? "error" : "warning",
        `${finding.stack}: ${finding.address}`,
        `${findingSummary(finding)}\nfix: ${finding.fix}`,
      ),
    ),
    ...stacks.flatMap(({ stack, reason }) =>
      reason === undefined ? [] : [annotation("error", `${stack} was not checked`, reason)],
    ),
  ].join("\n");
}

function write(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text.endsWith("\n") || text === "" ? text : `${text}\n`);
}
