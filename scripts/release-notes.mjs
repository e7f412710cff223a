import { readFileSync } from "node:fs";

/**
 * Prints the section of CHANGELOG.md that a tag releases, as the text of a release on GitHub: `node scripts/release-notes.mjs v0.2.0`,
 * in the root of the repository. It is an error unless the tag, package.json, package-lock.json and the changelog have one version.
 */
const [tag = ""] = process.argv.slice(2);
const { version, homepage } = JSON.parse(readFileSync("package.json", "utf8"));
const lock = JSON.parse(readFileSync("package-lock.json", "utf8"));
const changelog = readFileSync("CHANGELOG.md", "utf8");

const heading = new RegExp(`^## \\[${version.replaceAll(".", "\\.")}\\] - \\d{4}-\\d\\d-\\d\\d$`, "m");
const [, after = ""] = changelog.split(heading);
const [section = ""] = after.split(/^## /m);
const faults = [
  ...(tag === `v${version}`
    ? []
    : [`the tag is "${tag}", and the version of package.json needs "v${version}"`]),
  ...(lock.version === version && lock.packages[""].version === version
    ? []
    : [`package-lock.json has another version than ${version}: run npm install`]),
  ...(section.trim() === "" ? [`CHANGELOG.md has no text under "## [${version}] - <date>"`] : []),
];

if (faults.length > 0) {
  console.error(faults.join("\n"));
  process.exit(1);
}
// A release on GitHub does not know where a relative link begins.
const base = `${homepage.replace(/#.*$/, "")}/blob/${tag}/`;
console.log(section.trim().replaceAll(/\]\((?![a-z]+:|#)/g, `](${base}`));
