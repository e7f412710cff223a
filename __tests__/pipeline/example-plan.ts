import { partsOf } from "../../lib/pipeline/pipeline-files";
import type { PipelinePlan, PlannedEnvironment } from "../../lib/pipeline/pipeline-plan";
import { fileText } from "../../lib/pipeline/regions";
import type { RepositoryFacts } from "../../lib/pipeline/repository-facts";
import type { PipelineSystem } from "../../lib/pipeline/settings";

export const facts: RepositoryFacts = {
  folder: ".",
  lockFolder: ".",
  node: { version: "24" },
  engine: { isOpenTofu: false, version: "1.11.4", from: "the version of the jobs" },
  hasPackageScript: false,
  hasDockerfile: false,
};

/** One environment, with ids that follow from its name. */
function environment(
  system: PipelineSystem,
  name: string,
  index: number,
  after?: string,
): PlannedEnvironment {
  const id = (last: number): string =>
    `0b3a2f4e-1111-2222-3333-${String(index * 10 + last).padStart(12, "0")}`;
  const connection = (job: string, last: number) =>
    system === "github" ? {} : { connection: { name: `shop ${name} ${job}`, id: id(last) } };
  return {
    name,
    ...(after === undefined ? {} : { after }),
    tenantId: id(0),
    subscriptionId: id(1),
    plan: { clientId: id(2), ...connection("plan", 3) },
    apply: { clientId: id(4), ...connection("apply", 5) },
    takesPackage: true,
    takesImage: false,
  };
}

/** A pipeline with these environments: `prod after dev`. */
export function examplePlan(
  system: PipelineSystem,
  environments: readonly string[] = ["dev", "prod after dev"],
  changed: Partial<PipelinePlan> = {},
): PipelinePlan {
  return {
    system,
    name: "backend",
    facts,
    environments: environments.map((each, index) => {
      const [name = "", after] = each.split(" after ");
      return environment(system, name, index + 1, after);
    }),
    ...changed,
  };
}

/** The same with an environment for each pull request. */
export function withPullRequests(plan: PipelinePlan, takesPackage = true): PipelinePlan {
  const { tenantId, subscriptionId, apply } = environment(plan.system, "pr", 9);
  return { ...plan, pullRequests: { tenantId, subscriptionId, apply, takesPackage, expires: "7d" } };
}

/** Everything that changes the form of a file, at least once. */
export const examplePlans: Readonly<Record<string, (system: PipelineSystem) => PipelinePlan>> = {
  "two environments": (system) => examplePlan(system),
  "one environment": (system) => examplePlan(system, ["prod"]),
  "three in a row, and one beside them": (system) =>
    examplePlan(system, ["dev", "staging after dev", "prod after staging", "on"]),
  "an environment whose code is not released": (system) => withoutReleases(examplePlan(system), ["prod"]),
  "no environment whose code is released": (system) => withoutReleases(examplePlan(system), ["dev", "prod"]),
  "environments of pull requests": (system) => withPullRequests(examplePlan(system)),
  "environments of pull requests whose code is not released": (system) =>
    withPullRequests(examplePlan(system, ["dev"]), false),
  "OpenTofu in a folder of a workspace, with a script and another name": (system) =>
    withPullRequests(
      examplePlan(system, ["dev", "prod-eu after dev"], {
        name: "shop",
        facts: {
          folder: "apps/the shop",
          lockFolder: ".",
          node: { file: ".nvmrc" },
          engine: { isOpenTofu: true, version: "1.12.6", from: ".opentofu-version" },
          hasPackageScript: true,
          hasDockerfile: false,
        },
      }),
    ),
};

/** Everything that changes the form of a file of GitHub's alone, at least once. */
export const githubPlans: typeof examplePlans = {
  ...examplePlans,
  "an environment whose app runs an image": (system) => withImages(examplePlan(system), ["prod"]),
  "apps that run images alone": (system) => withImages(examplePlan(system), ["dev", "prod"]),
};

/** In these environments, no code is released. */
function withoutReleases(plan: PipelinePlan, names: readonly string[]): PipelinePlan {
  return {
    ...plan,
    environments: plan.environments.map((each) => ({ ...each, takesPackage: !names.includes(each.name) })),
  };
}

/** In these environments, the image is released. */
function withImages(plan: PipelinePlan, names: readonly string[]): PipelinePlan {
  const environments = plan.environments.map((each) => {
    const takesImage = names.includes(each.name);
    return { ...each, takesImage, takesPackage: !takesImage };
  });
  return { ...plan, image: "ghcr.io/acme/shop", environments };
}

/** The files of a pipeline that is new. */
export function textsOf(plan: PipelinePlan): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(partsOf(plan, "main")).map(([path, parts]) => [path, fileText(parts)]),
  );
}
