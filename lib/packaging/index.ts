export { type CodePackage, packageCode } from "./package-code";
export type { ModuleFormat } from "./module-format";
export type { LoaderName, PackageOptions } from "./package-options";
export { type ReleasePackage, type ReleasePackageOptions, packageRelease } from "./package-release";
