import { checkAction } from "./answer";
import { type ImageReference, nameOfImage } from "./image-reference";
import { finished } from "./operation";
import { RequestFailure, type Requests } from "./requests";
import { JSON_BODY } from "./site";
import { Unfinished } from "./unfinished";

const API_VERSION = "2023-07-01";

/** Who may pull the image from where it is now; nobody needs to where anybody may. */
export interface ImageCredentials {
  readonly username: string;
  readonly password: string;
}

/**
 * Has a registry copy an image from another one, through Azure Resource Manager: a registry that is closed to the internet gets it
 * too. A tag that is there already stays as it is.
 * learn.microsoft.com/azure/container-registry/container-registry-import-images
 *
 * @param registryId - of the registry that gets it
 * @throws RequestFailure where Azure refuses, or the other registry
 */
export async function importImage(
  requests: Requests,
  registryId: string,
  image: ImageReference,
  credentials?: ImageCredentials,
): Promise<void> {
  const { registry, repository, version } = image;
  const url = `https://${requests.service.host}${registryId}/importImage?api-version=${API_VERSION}`;
  const options = {
    headers: JSON_BODY,
    body: JSON.stringify({
      source: {
        registryUri: registry,
        sourceImage: `${repository}${version}`,
        ...(credentials === undefined ? {} : { credentials }),
      },
      ...(version.startsWith("@")
        ? { untaggedTargetRepositories: [repository] }
        : { targetTags: [`${repository}${version}`] }),
      mode: "NoForce",
    }),
    // An existing tag is left alone, so that nothing happens twice.
    allow: [409],
  };
  try {
    const answer = await requests.send("POST", url, options);
    if (answer.status === 409) return;
    if (answer.status === 202) await finished(requests, url, answer);
    else checkAction(url, answer);
  } catch (error) {
    throw explained(error, registryId, image);
  }
}

/** Azure answers for the registry that gets the image, and in the same words for the one that has it. */
function explained(error: unknown, registryId: string, { registry }: ImageReference): unknown {
  if (!(error instanceof RequestFailure) || error.status === undefined || error.status < 400) return error;
  const { service, status, code, message } = error;
  return new Unfinished(
    `${service.host} returned ${[status, code].join(" ").trim()}: ${message}`,
    `check that the image exists in ${registry}, that IMAGE_SOURCE_USERNAME and IMAGE_SOURCE_PASSWORD are set if it needs a sign-in, ` +
      `and that the identity that releases has the role Container Registry Data Importer and Data Reader on ${registryId} (bootstrap gives ` +
      "the identity of a pipeline as much); then run the same command again",
  );
}

/** An image where it is after that. */
export function importedTo(registry: string, image: ImageReference): string {
  return nameOfImage({ ...image, registry });
}
