export type { AzureCloud } from "./clouds";
export type { AzureConnection, Clock } from "./connection";
export type { HttpRequest, HttpResponse, Repeat } from "../http/exchange";
export { azureConnection } from "./connection";
export { ReleaseError } from "./failure";
export { type ReleaseOptions, type Released, type RollbackOptions, release, rollback } from "./release";
export type { ImageCredentials } from "./import-image";
export { type PackageSource, type ReleaseTarget, releaseTarget } from "./target";
export { type CommandSurroundings, RELEASE_FILE, type ReleaseFile, releaseCommand } from "./command";
