export { type CodePackage, type PackageOptions, packageCode } from "./package-code";
export { type ReleasePackage, packageRelease } from "./package-release";
