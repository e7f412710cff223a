/** cdktf-cli 0.21 loads a terminal module that is prebuilt up to Node 23. */
const FIRST_UNSUPPORTED = 24;

/** Why cdktf-cli does not run on this Node; undefined where it does. */
export function unsupportedNode(version = process.versions.node): string | undefined {
  return Number(version.split(".")[0]) < FIRST_UNSUPPORTED
    ? undefined
    : `cdktf-cli 0.21 does not run on Node ${version}: use Node 20 or 22.`;
}
