import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "../support/packed";

const folder = mkdtempSync(join(tmpdir(), "release-notes-"));

afterAll(() => {
  rmSync(folder, { recursive: true });
});

const CHANGELOG = `# Changelog

## [Unreleased]

- Not released.

## [0.2.0] - 2027-01-15

### Added

- A page: [Upgrade](docs/upgrade.md), [source](https://example.com/page).

## [0.1.0] - 2026-12-01

- The first one.
`;

/** What is in the files of a repository. */
interface Files {
  readonly version?: string;
  readonly locked?: string;
  readonly changelog?: string;
}

/** What the script prints for a tag, in a repository with these files. */
function notes(tag: string, files: Files = {}): object {
  const { version = "0.2.0", changelog = CHANGELOG } = files;
  const { locked = version } = files;
  const homepage = "https://example.com/project#readme";
  writeFileSync(join(folder, "package.json"), JSON.stringify({ version, homepage }));
  const lock = { version: locked, packages: { "": { version: locked } } };
  writeFileSync(join(folder, "package-lock.json"), JSON.stringify(lock));
  writeFileSync(join(folder, "CHANGELOG.md"), changelog);
  const script = join(root, "scripts/release-notes.mjs");
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, tag], {
    cwd: folder,
    encoding: "utf8",
  });
  return { status, stdout, stderr };
}

test("the notes are the section of the version, with links that work on GitHub", () => {
  expect(notes("v0.2.0")).toEqual({
    status: 0,
    stdout:
      "### Added\n\n- A page: [Upgrade](https://example.com/project/blob/v0.2.0/docs/upgrade.md), [source](https://example.com/page).\n",
    stderr: "",
  });
});

test("the last section of the changelog ends with the file", () => {
  expect(notes("v0.1.0", { version: "0.1.0" })).toMatchObject({ status: 0, stdout: "- The first one.\n" });
});

test.each([
  [
    "a tag of another version",
    "v0.2.1",
    {},
    'the tag is "v0.2.1", and the version of package.json needs "v0.2.0"\n',
  ],
  [
    "a lock file of another version",
    "v0.2.0",
    { locked: "0.1.0" },
    "package-lock.json has another version than 0.2.0: run npm install\n",
  ],
  [
    "a version that the changelog does not have",
    "v0.3.0",
    { version: "0.3.0" },
    'CHANGELOG.md has no text under "## [0.3.0] - <date>"\n',
  ],
  [
    "an empty section",
    "v0.2.0",
    { changelog: CHANGELOG.replace(/### Added[^#]*/, "") },
    'CHANGELOG.md has no text under "## [0.2.0] - <date>"\n',
  ],
])("%s is an error", (_what, tag, files, stderr) => {
  expect(notes(tag, files)).toEqual({ status: 1, stdout: "", stderr });
});

test("all that is wrong is named at once", () => {
  expect(notes("v9", { version: "0.3.0", locked: "0.1.0" })).toMatchObject({
    stderr: expect.stringMatching(/^.*\n.*\n.*\n$/) as string,
  });
});
