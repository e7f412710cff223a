import type { BackendPlan } from "../decide/backend-plan";
import { type PackageSource, releaseTarget } from "../release/target";
import type { Problem } from "../settings/problems";
import type { RepositoryFacts } from "./repository-facts";
import type { PipelineSystem } from "./settings";

/** What of an environment's code a pipeline releases. */
export interface ReleasedCode {
  /** Its code comes as a package that the release command takes. */
  readonly takesPackage: boolean;
  /** Its code comes as the image of the pipeline, which the registry of the environment imports. */
  readonly takesImage: boolean;
  /** Why its code is not released; undefined where it is. */
  readonly notReleased?: string;
}

/** Whether the pipeline releases the code. */
export function isReleased({ takesPackage, takesImage }: ReleasedCode): boolean {
  return takesPackage || takesImage;
}

/** @param image - that of pipeline.json */
export function releasedCode(
  plan: BackendPlan,
  system: PipelineSystem,
  image: string | undefined,
): ReleasedCode {
  const whyNoImage =
    system === "github"
      ? "its code is an image, and pipeline.json has no image"
      : "its code is an image, which pipelines of Azure DevOps do not build";
  return codeOf(plan, image === undefined ? whyNoImage : undefined);
}

/** What is released of the code of a pull request's environment: an image is built of merged commits alone. */
export function codeOfPullRequests(plan: BackendPlan): Omit<ReleasedCode, "takesImage"> {
  const { takesImage: _none, ...code } = codeOf(
    plan,
    "its code is an image, which is built of merged commits",
  );
  return code;
}

/** @param whyNoImage - undefined where images are released */
function codeOf(plan: BackendPlan, whyNoImage: string | undefined): ReleasedCode {
  const { type } = releaseTarget(plan).source;
  const notReleased = whyNot(type, whyNoImage);
  const isImage = type === "image";
  const isDone = notReleased === undefined;
  return {
    takesPackage: isDone && !isImage,
    takesImage: isDone && isImage,
    ...(isDone ? {} : { notReleased }),
  };
}

function whyNot(type: PackageSource["type"], whyNoImage: string | undefined): string | undefined {
  switch (type) {
    case "content-share":
      return "its code is in a content share";
    case "url":
      return "its code is a package at a URL of yours";
    case "image":
      return whyNoImage;
    case "container":
    case "flex-consumption":
      return undefined;
  }
}

/** Why the image of pipeline.json cannot be released. @param plans - of the pipeline's environments */
export function imageProblems(
  image: string | undefined,
  system: PipelineSystem,
  plans: readonly BackendPlan[],
  { hasDockerfile }: RepositoryFacts,
): readonly Problem[] {
  if (image === undefined) return [];
  const problem = (path: string, message: string, fix: string): Problem => ({ path, message, from: [], fix });
  if (system !== "github")
    return [
      problem(
        "image",
        "is for GitHub: a job of Azure Pipelines has no registry that it can push to with its own token",
        "remove it, and release the image with steps of your own: docs/guides/pipelines.md",
      ),
    ];
  const withImages = plans.filter((plan) => releaseTarget(plan).source.type === "image");
  if (withImages.length === 0)
    return [
      problem("image", "no environment runs an image", "remove it, or set functionApp.container in the app"),
    ];
  return [
    ...(hasDockerfile
      ? []
      : [
          problem(
            "Dockerfile",
            "is missing beside pipeline.json: the job image builds the image with it",
            "write it as docs/services/container-registry.md shows",
          ),
        ]),
    ...withImages
      .filter((plan) => !hasOwnRegistry(plan))
      .map(({ environment }) =>
        problem(
          `environments.${environment}`,
          "its app runs an image, and the backend makes no registry that could import it from ghcr.io",
          "set optional: { containerRegistry: true } in the app, or remove image and release with steps of your own",
        ),
      ),
  ];
}

function hasOwnRegistry(plan: BackendPlan): boolean {
  const { source } = releaseTarget(plan);
  return source.type === "image" && source.registryResourceGroup !== undefined;
}
