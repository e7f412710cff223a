import { hasRole } from "./blob-rights";
import { isClosed } from "./closed-services";
import { Refusal, type Response } from "./exchange";
import { type Json, listAt, textAt } from "./json";
import { key } from "./resource-path";
import type { Image, Resource, Store } from "./store";

const REGISTRIES = "Microsoft.ContainerRegistry/registries";

/**
 * Copies an image from another registry, which the registry itself fetches: who asks for it needs to reach neither.
 * learn.microsoft.com/azure/container-registry/container-registry-import-images,
 * learn.microsoft.com/rest/api/containerregistry/registries/import-image
 */
export function importImage(registry: Resource, body: Json | undefined, store: Store): Response {
  if (isClosed(registry) && textAt(registry.body, "properties.networkRuleBypassOptions") === "None")
    throw new Refusal(
      403,
      "Forbidden",
      `${registry.name} is network restricted, and allows no trusted services`,
    );
  const source = textAt(body, "source.sourceImage");
  const image = store.images.get(`${textAt(body, "source.registryUri")}/${source}`);
  if (image === undefined) throw new Refusal(400, "ManifestUnknown", `manifest of ${source} was not found`);
  if (image.password !== undefined && textAt(body, "source.credentials.password") !== image.password)
    throw new Refusal(401, "Unauthorized", `authentication is required to pull ${source}`);
  const { bytes }: Image = image;
  const host = textAt(registry.body, "properties.loginServer");
  const digest = source.slice(source.indexOf("@"));
  const targets = [
    ...textsAt(body, "targetTags"),
    ...textsAt(body, "untaggedTargetRepositories").map((each) => `${each}${digest}`),
  ].map((each) => `${host}/${each}`);
  const taken = targets.find((each) => store.images.has(each));
  if (taken !== undefined && textAt(body, "mode") !== "Force")
    throw new Refusal(409, "Conflict", `Tag ${taken} already exists in target registry`);
  for (const each of targets) store.images.set(each, { bytes });
  return { status: 202 };
}

function textsAt(body: Json | undefined, path: string): readonly string[] {
  return listAt(body, path).filter((each) => typeof each === "string");
}

/** What an app pulls; a reason where it gets nothing, and undefined where nobody has said what is in its registry. */
export function pulled(site: Resource, reference: string, store: Store): Image | string | undefined {
  const [host = ""] = reference.split("/");
  const image = store.images.get(reference);
  if (image === undefined) {
    const isKnown = [...store.images.keys()].some((each) => each.startsWith(`${host}/`));
    return isKnown ? `ImagePullFailure: ${reference} was not found` : undefined;
  }
  const registry = store
    .ofType(REGISTRIES)
    .find(({ body }) => key(textAt(body, "properties.loginServer")) === key(host));
  if (registry === undefined)
    return image.password === undefined ? image : `ImagePullUnauthorizedFailure: ${reference}`;
  return hasRole(textAt(site.body, "identity.principalId"), "AcrPull", registry.id, store)
    ? image
    : `ImagePullUnauthorizedFailure: the identity of ${site.name} has no role to pull ${reference}`;
}
