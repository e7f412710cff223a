import type { Outcome } from "../../lib/terraform/command";
import { examplePlan, textsOf, withPullRequests } from "./example-plan";
import { parseWorkflow } from "./github-workflow";
import { type JobRunner, Service } from "./job-runner";

export { bot } from "./github-service";

export type File = "plan" | "deploy" | "environment" | "drift" | "pull-request" | "expired";

const texts = textsOf(withPullRequests(examplePlan("github")));

function scriptOf(file: File, job: string, name: string): string {
  const { jobs } = parseWorkflow(texts[`.github/workflows/backend-${file}.yml`] ?? "");
  const step = jobs[job]?.steps?.find((each) => each.name === name);
  if (step?.run === undefined) throw new Error(`${job} of ${file} has no step "${name}"`);
  return step.run;
}

/** One step of a generated workflow. */
export type StepPlace = readonly [file: File, job: string, name: string];

/** Runs one step of the example's workflows. */
export function runStep(
  runner: JobRunner,
  place: StepPlace,
  variables: Readonly<Record<string, string>> = {},
): Promise<Outcome> {
  return runner.run(scriptOf(...place), variables);
}

/** What a step has asked GitHub, and how it ended. */
export interface WithGithub extends Outcome {
  readonly requests: readonly { readonly request: string; readonly body: unknown }[];
}

/** Runs a step that talks to GitHub. @param answer - undefined is 403 */
export async function withGithub(
  runner: JobRunner,
  place: StepPlace,
  variables: Readonly<Record<string, string>>,
  answer: (request: string) => unknown,
): Promise<WithGithub> {
  const service = new Service(answer);
  try {
    const outcome = await runStep(runner, place, {
      GITHUB_API_URL: await service.start(),
      GITHUB_REPOSITORY: "acme/shop",
      GITHUB_TOKEN: "token of the job",
      RUN_URL: "https://github.com/acme/shop/actions/runs/1",
      ...variables,
    });
    expect(service.received.map(({ authorization }) => authorization)).toEqual(
      service.received.map(() => "Bearer token of the job"),
    );
    return { ...outcome, requests: service.received.map(({ request, body }) => ({ request, body })) };
  } finally {
    await service.stop();
  }
}

/** The text of the last request. */
export function lastBody({ requests }: WithGithub): string {
  const body = requests.at(-1)?.body as { readonly body: string } | undefined;
  return body?.body ?? "";
}
