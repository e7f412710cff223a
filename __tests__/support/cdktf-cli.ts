/** cdktf-cli 0.21 loads a terminal module that is prebuilt up to Node 23. */
const FIRST_UNSUPPORTED = 24;

/** `describe` where cdktf-cli runs on this Node; skipped by name where it does not. */
export const describeWithCdktfCli: jest.Describe =
  Number(process.versions.node.split(".")[0]) < FIRST_UNSUPPORTED ? describe : describe.skip;
