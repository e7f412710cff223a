import { readFileSync } from "node:fs";
import { join } from "node:path";
import { dependencies, peerDependencies, peerDependenciesMeta } from "../package.json";
import { type DataLicense, type DataSource, ownData, shippedData } from "./data-sources";
import { code, tableOf } from "./markdown";

const FILE = "THIRD_PARTY_NOTICES.md";
const root = join(__dirname, "..");

const LICENSE_PAGES: Readonly<Record<DataLicense, string>> = {
  "Apache-2.0": "https://www.apache.org/licenses/LICENSE-2.0",
  "CC-BY-4.0": "https://creativecommons.org/licenses/by/4.0/",
  MIT: "https://spdx.org/licenses/MIT.html",
  "MPL-2.0": "https://www.mozilla.org/MPL/2.0/",
};

/** The list of everything of others that the packages contain or ask for, with the license of each. */
export function thirdPartyNotices(): Readonly<Record<string, string>> {
  const optional = Object.keys(peerDependenciesMeta);
  const peers = Object.keys(peerDependencies);
  const text = [
    "# Third-party notices",
    "",
    "The library is under the [MIT license](LICENSE). This page lists what of others its package contains, and what npm installs with it.",
    "`npm run generate` in the repository writes it, from the files and the installed packages.",
    "",
    "## Data in the package",
    "",
    "The package contains no code of others. These files contain data of others, or are made from it. Each file names the commit or the date of",
    "its source. The column has the path in the repository; in the package, `dist` is in place of `lib`, and TypeScript is compiled.",
    "",
    ...tableOfData(shippedData),
    "",
    "Facts without such a source, such as limits and end dates, have the page that they were read on beside them, in the code.",
    "",
    "## Data in the repository only",
    "",
    "The package does not contain these files.",
    "",
    ...tableOfData(ownData),
    "",
    "## Dependencies",
    "",
    "npm installs these with the library. They are not part of its package, and have their license with them.",
    "",
    ...tableOfPackages(Object.keys(dependencies)),
    "",
    "## Peer dependencies",
    "",
    "The project that uses the library installs these.",
    "",
    ...tableOfPackages(peers.filter((name) => !optional.includes(name))),
    "",
    "These only if it uses what needs them:",
    "",
    ...tableOfPackages(peers.filter((name) => optional.includes(name))),
    "",
    "## License texts",
    "",
    ...licenseTexts(),
    "",
  ];
  return { [FILE]: text.join("\n") };
}

function tableOfData(sources: readonly DataSource[]): readonly string[] {
  const rows = sources.flatMap(({ file, taken, origins }) =>
    origins.map(({ repository, license, holder }) => [
      code(file),
      taken,
      `[${repository}](https://github.com/${repository})`,
      `[${license}](${LICENSE_PAGES[license]}), Copyright (c) ${holder}`,
    ]),
  );
  return tableOf(["File", "Taken", "From", "License"], rows);
}

function tableOfPackages(names: readonly string[]): readonly string[] {
  return tableOf(
    ["Package", "License"],
    names.map((name) => [code(name), installedLicense(name)]),
  );
}

/** The license that an installed package names. */
function installedLicense(name: string): string {
  const manifest = JSON.parse(readFileSync(join(root, "node_modules", name, "package.json"), "utf8")) as {
    readonly license?: unknown;
  };
  if (typeof manifest.license !== "string") throw new Error(`${name} names no license in its package.json`);
  return manifest.license;
}

/** Of licenses that ask for their text beside a part of the work. The others ask for a link, which the tables have. */
function licenseTexts(): readonly string[] {
  const origins = shippedData.flatMap((source) => source.origins);
  const holders = [
    ...new Set(origins.filter(({ license }) => license === "MIT").map(({ holder }) => holder)),
  ];
  return [
    ...holders.flatMap((holder) => [`### MIT (${holder})`, "", "```text", mitText(holder), "```", ""]),
    "### Apache-2.0",
    "",
    "```text",
    readFileSync(join(root, "scripts/licenses/Apache-2.0.txt"), "utf8").replace(/^\n+|\s+$/g, ""),
    "```",
  ];
}

/** The library's own license with another holder: both are the text of the Open Source Initiative. */
function mitText(holder: string): string {
  const own = readFileSync(join(root, "LICENSE"), "utf8").trimEnd();
  return own.replace(/^Copyright .*$/m, `Copyright (c) ${holder}`);
}
