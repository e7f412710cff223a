import type { DataObject } from "../../settings/data";
import { type Layer, mergeLayers } from "../../settings/merge";
import type { Problem } from "../../settings/problems";
import { GITHUB_ISSUER, GITHUB_SUBJECT, SERVICE_CONNECTION } from "../how-to-find";
import { PIPELINE_FILE, completeSettings, readPipelineDraft } from "../settings";
import { jobsOf, plainName } from "../pull-requests";
import { type BootstrapInput, environmentOf, planBootstrap } from "./plan-bootstrap";
import { type Requested, requested, requestedText } from "./requested-text";

/** What is printed where nothing is created. */
export interface PlannedRequest {
  readonly text: string;
  readonly requested: Requested;
  /** What `pipeline.json` lacks: it stands in angle brackets in the text. */
  readonly missing: readonly Problem[];
}

/**
 * What somebody else has to be asked for. A file that is not complete, or not there, is no error: what it lacks is named.
 *
 * @param text - of `pipeline.json`; undefined where there is none
 */
export function planRequested(
  input: Omit<BootstrapInput, "pipeline">,
  text: string | undefined,
): PlannedRequest {
  const { tenantId } = input.backend;
  const environment = environmentOf(input);
  const { value, missing } = readPipelineDraft(text ?? nothingSaid(environment));
  const own = missing.filter(({ path }) => !path.startsWith("environments.") || isOf(path, environment));
  const filled = filledIn(value, environment, tenantId);
  const plan = planBootstrap({
    ...input,
    pipeline: completeSettings(filled),
    loginSubscriptionId: input.loginSubscriptionId ?? "<subscription id>",
  });
  return {
    text: [requestedText(plan), ...missingText(own, value["system"], environment)].join("\n"),
    requested: requested(plan),
    missing: own,
  };
}

function nothingSaid(environment: string): string {
  const login = Object.fromEntries(jobsOf(environment).map((job) => [job, {}] as const));
  return JSON.stringify({ environments: { [environment]: { login } } });
}

function isOf(path: string, environment: string): boolean {
  return path.startsWith(`environments.${environment}.`);
}

/** What nobody has said yet, in angle brackets; of an environment that is in the file. */
function filledIn(value: DataObject, environment: string, tenantId: string | undefined): DataObject {
  const subjects = jobsOf(environment).map(
    (job) => [job, { subject: `<subject of jobs that ${job}>` }] as const,
  );
  const login = { issuer: "<issuer>", ...Object.fromEntries(subjects) };
  const placeholders: DataObject = {
    system: "github",
    environments: { [environment]: { tenantId: tenantId ?? "<tenant id>", login } },
  };
  const { environments } = value as { readonly environments?: DataObject };
  if (environments?.[environment] === undefined) return { system: "github", ...value };
  const layer = (name: string, given: DataObject): Layer => ({ name, chosen: true, value: given });
  return mergeLayers([layer("placeholders", placeholders), layer(PIPELINE_FILE, value)]).value;
}

function missingText(missing: readonly Problem[], system: unknown, environment: string): readonly string[] {
  if (missing.length === 0) return [];
  return [
    "",
    `${PIPELINE_FILE} lacks what stands in angle brackets:`,
    ...missing.map(({ path, fix }) => `- ${path}: ${fix}`),
    ...(missing.some(({ path }) => /\.(issuer|subject)$/.test(path)) ? howToRead(system, environment) : []),
  ];
}

/** Subjects are copied. Their form depends on when a repository was created, and on what its owner has set. */
function howToRead(system: unknown, environment: string): readonly string[] {
  const name = plainName(environment);
  const hasPlans = jobsOf(environment).includes("plan");
  const contexts = hasPlans
    ? `:environment:${name}-plan for jobs that plan, and :environment:${name} for jobs that apply`
    : `:environment:${name}`;
  const github = [
    "",
    "Issuer and subjects on GitHub:",
    `  ${GITHUB_SUBJECT}`,
    `The issuer is ${GITHUB_ISSUER}. A subject is sub_claim_prefix of the answer, then ${contexts}. ` +
      'If use_default is false, the repository has claims of its own: read "sub" of a token in a job.',
  ];
  const azureDevOps = [
    "",
    `Issuer and subjects on Azure DevOps, of ${hasPlans ? "each of two service connections" : "a service connection"} (Azure Resource Manager, workload identity federation, manual):`,
    `  ${SERVICE_CONNECTION}`,
    "Copy workloadIdentityFederationIssuer and workloadIdentityFederationSubject. Project settings, Service connections shows the same.",
  ];
  if (system === "github") return github;
  return system === "azure-devops" ? azureDevOps : [...github, ...azureDevOps];
}
