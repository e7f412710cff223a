import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { author, bugs, homepage, keywords, license, publishConfig, repository } from "../../package.json";
import { root } from "../support/packed";

const read = (file: string): string => readFileSync(join(root, file), "utf8");
const REPOSITORY = "https://github.com/cdktf-azure-backend/cdktf-azure-backend";

test("package.json names one repository: code, issues and homepage", () => {
  expect({ repository, bugs, homepage }).toEqual({
    // npm compares it with the repository that publishes, before it accepts the provenance.
    repository: { type: "git", url: `git+${REPOSITORY}.git` },
    bugs: { url: `${REPOSITORY}/issues` },
    homepage: `${REPOSITORY}#readme`,
  });
});

test("author and license are those of the file LICENSE", () => {
  const text = read("LICENSE");
  expect(text.startsWith(`${license} License\n`)).toBe(true);
  expect(/^Copyright \(c\) \d{4} (.*)$/m.exec(text)?.[1]).toBe(author);
});

test("a release is public, and has provenance", () => {
  expect(publishConfig).toEqual({ access: "public", provenance: true });
});

test("keywords are what people search for: both engines, both tools, the service and the cloud", () => {
  expect([...new Set(keywords)].sort()).toEqual(keywords);
  const expected = ["azure", "azurerm", "cdktf", "cdktn", "opentofu", "serverless", "terraform"];
  expect(keywords).toEqual(expect.arrayContaining(expected));
});

/** Text files that name the repository: documents, and what GitHub reads. */
function documents(): readonly string[] {
  return [".", "docs", ".github"].flatMap((folder) =>
    readdirSync(join(root, folder), { withFileTypes: true, recursive: folder !== "." })
      .filter((entry) => entry.isFile() && /\.(md|yml|txt)$/.test(entry.name))
      .map(({ parentPath, name }) => join(parentPath, name).slice(join(root).length + 1)),
  );
}

test("no document names another repository for this project", () => {
  const found = documents().flatMap((file) =>
    [...read(file).matchAll(/https:\/\/github\.com\/[\w-]+\/cdkt[fn]-azure-backend/g)].map(([url]) => ({
      file,
      url,
    })),
  );
  expect(found.filter(({ url }) => url !== REPOSITORY)).toEqual([]);
});
