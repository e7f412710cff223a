/** The variable that tells every worker of Jest where the package is built. */
export const PACKAGE_FOLDER = "CDKTF_AZURE_BACKEND_PACKAGE_FOLDER";

/** The folder of this run of the tests for what is built once. */
export function packageFolder(): string {
  const folder = process.env[PACKAGE_FOLDER];
  if (folder === undefined)
    throw new Error(`${PACKAGE_FOLDER} is not set: jest.config.mjs has a globalSetup for it`);
  return folder;
}
