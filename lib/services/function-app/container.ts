import type { AllSettings } from "../words";
import type { Draft } from "../contract/draft";
import { isOn } from "../contract/is-on";
import { redacted } from "../../settings/redacted";

const CONTAINER = "functionApp.container";
const SWITCH = `${CONTAINER}.enabled` as const;
const IMAGE = `${CONTAINER}.image` as const;

/** The image that an app is born with. */
export interface ImagePlan {
  /** Where it is, `mcr.microsoft.com`; undefined where it is in the backend's own registry. */
  readonly registry?: string;
  /** With the algorithm of a digest, `feedback@sha256`. */
  readonly name: string;
  /** Or what follows the digest's algorithm: Azure writes `<name>:<tag>` for both. */
  readonly tag: string;
}

export function runsContainer({ functionApp: { container } }: Pick<AllSettings, "functionApp">): boolean {
  return isOn(container);
}

/** Undefined where the app runs a package. */
export function imageOf(settings: Pick<AllSettings, "functionApp">): ImagePlan | undefined {
  if (!runsContainer(settings)) return undefined;
  return parseImage(givenImage(settings) ?? placeholder(settings.functionApp.runtime));
}

/** Anybody may pull it, so that the app starts before there is an image of its own. */
function placeholder(runtime: string): string {
  return `mcr.microsoft.com/azure-functions/node:4-${runtime.replace(":", "")}`;
}

function givenImage({ functionApp: { container } }: Pick<AllSettings, "functionApp">): string | undefined {
  return typeof container === "boolean" ? undefined : container.image;
}

/** github.com/distribution/reference/blob/main/regexp.go; a registry has a full stop or a port in its name. */
const HOST = String.raw`(?:(?<registry>[a-zA-Z0-9-]+(?:\.[a-zA-Z0-9-]+)+(?::[0-9]+)?|localhost:[0-9]+)\/)?`;
const WORD = String.raw`[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*`;
const REFERENCE = new RegExp(
  String.raw`^${HOST}(?<name>${WORD}(?:\/${WORD})*)(?::(?<tag>[A-Za-z0-9_][A-Za-z0-9_.-]{0,127})|@sha256:(?<digest>[0-9a-f]{64}))$`,
);

/** Undefined where it is none, or names neither tag nor digest. */
export function parseImage(text: string): ImagePlan | undefined {
  const { registry, name = "", tag, digest } = REFERENCE.exec(text)?.groups ?? {};
  const version = tag ?? digest;
  if (version === undefined) return undefined;
  return {
    ...(registry === undefined ? {} : { registry }),
    name: digest === undefined ? name : `${name}@sha256`,
    tag: version,
  };
}

/** What a container changes, and what it cannot be beside. */
export function decideContainer(draft: Draft): void {
  if (!runsContainer(draft.settings)) return;
  decidePlan(draft);
  decideOs(draft);
  checkPackage(draft);
  checkImage(draft);
  if (draft.chosen("functionApp.runtime"))
    draft.note(
      "functionApp.runtime",
      "for the first image of the app: other images contain their own Node version",
    );
}

/** learn.microsoft.com/azure/azure-functions/container-concepts */
function decidePlan(draft: Draft): void {
  const { plan } = draft.settings.functionApp;
  if (plan !== "Y1" && plan !== "FC1") return;
  const why = `${plan} does not run container images`;
  if (draft.chosen("functionApp.plan"))
    draft.problem("functionApp.plan", why, `set functionApp.plan to "EP1", or remove ${CONTAINER}`, SWITCH);
  else draft.adjust("functionApp.plan", "EP1", `${CONTAINER} is set: ${why}`);
}

function decideOs(draft: Draft): void {
  if (draft.settings.functionApp.os === "linux") return;
  const why = "Azure Functions runs container images on Linux only";
  if (draft.chosen("functionApp.os"))
    draft.problem("functionApp.os", why, `remove functionApp.os or ${CONTAINER}`, SWITCH);
  else draft.adjust("functionApp.os", "linux", why);
}

function checkPackage(draft: Draft): void {
  if (draft.settings.functionApp.package === "identity") return;
  draft.problem(
    "functionApp.package",
    "the code is in the image",
    `remove functionApp.package or ${CONTAINER}`,
    SWITCH,
  );
}

function checkImage(draft: Draft): void {
  const given = givenImage(draft.settings);
  if (given === undefined) return;
  const image = parseImage(given);
  if (image === undefined && parseImage(withoutTag(given)) !== undefined)
    draft.problem(
      IMAGE,
      `must have a tag or a digest, not both, got ${redacted(given)}`,
      `keep the digest: ${redacted(withoutTag(given))}`,
    );
  else if (image === undefined)
    draft.problem(
      IMAGE,
      `must be an image with a tag or a digest, got ${redacted(given)}`,
      'write it like "feedback:1.4.2", or "registry.example.com/team/feedback:1.4.2"',
    );
  else if (image.registry === undefined && !draft.settings.optional.containerRegistry.enabled)
    draft.problem(
      IMAGE,
      `${redacted(given)} has no registry host, and this backend has no registry`,
      "set optional.containerRegistry to true, or begin with the host of a registry",
      "optional.containerRegistry.enabled",
    );
}

/** `feedback:1.4@sha256:…`, as tools write it that keep digests up to date, without the tag. */
function withoutTag(image: string): string {
  return image.replace(/:[^:@/]+@/, "@");
}
