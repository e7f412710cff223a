export type { AzureConnection, Clock, HttpRequest, HttpResponse } from "./connection";
export { azureConnection } from "./connection";
export { ReleaseError } from "./failure";
export { type ReleaseOptions, type Released, type RollbackOptions, release, rollback } from "./release";
export { type PackageSource, type ReleaseTarget, releaseTarget } from "./target";
export { type CommandSurroundings, RELEASE_FILE, type ReleaseFile, releaseCommand } from "./command";
