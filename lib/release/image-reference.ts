import type { ReleaseTarget } from "./target";

/** An image with the host of its registry. */
export interface ImageReference {
  readonly registry: string;
  readonly repository: string;
  /** `:1.4.2`, `@sha256:…` */
  readonly version: string;
}

/** github.com/distribution/reference/blob/main/regexp.go */
const REFERENCE =
  /^(?<registry>[a-zA-Z0-9-]+(?:\.[a-zA-Z0-9-]+)+(?::[0-9]+)?)\/(?<repository>[a-z0-9]+(?:[._/-]+[a-z0-9]+)*)(?<version>:[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}|@sha256:[0-9a-f]{64})$/;

const PREFIX = "DOCKER|";

/** Undefined where it is none with a registry and a tag or a digest. */
export function parseImageReference(text: string): ImageReference | undefined {
  const { registry, repository, version } = REFERENCE.exec(text)?.groups ?? {};
  if (registry === undefined || repository === undefined || version === undefined) return undefined;
  return { registry: registry.toLowerCase(), repository, version };
}

export function nameOfImage({ registry, repository, version }: ImageReference): string {
  return `${registry}/${repository}${version}`;
}

/** What an app is set to: learn.microsoft.com/azure/app-service/configure-custom-container */
export function addressOfImage(image: ImageReference): string {
  return PREFIX + nameOfImage(image);
}

/** Undefined where the app runs something else. */
export function imageAt(address: string | undefined): ImageReference | undefined {
  return address?.startsWith(PREFIX) === true ? parseImageReference(address.slice(PREFIX.length)) : undefined;
}

interface Fault {
  readonly message: string;
  readonly fix: string;
}

/** Why an image cannot be released to this target, or is missing. */
export function faultsOfImage({ source }: ReleaseTarget, given: string | undefined): readonly Fault[] {
  if (source.type !== "image")
    return given === undefined
      ? []
      : [{ message: "the app runs a package, not an image", fix: "remove it, or set functionApp.container" }];
  if (given === undefined || parseImageReference(given) !== undefined) return [];
  return [
    {
      message: `must be an image with the host of its registry, and a tag or a digest, got "${given}"`,
      fix: `write it like "${source.registry ?? "registry.example.com"}/feedback:1.4.2"`,
    },
  ];
}
