export { type CodePackage, type PackageOptions, packageCode } from "./package-code";
