import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { DEFAULT_VERSIONS, type RepositoryFacts, repositoryFacts } from "../../lib/pipeline/repository-facts";

const folder = mkdtempSync(join(realpathSync(tmpdir()), "repositories "));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

let count = 0;

/** Of a repository with these files. */
function factsOf(
  files: Readonly<Record<string, string>>,
  project = ".",
  program = "terraform",
): RepositoryFacts {
  count += 1;
  const top = join(folder, String(count));
  mkdirSync(join(top, project), { recursive: true });
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(top, path)), { recursive: true });
    writeFileSync(join(top, path), text);
  }
  return repositoryFacts(top, join(top, project), program);
}

test("with nothing in it, versions are those of this package", () => {
  expect(factsOf({})).toEqual({
    folder: ".",
    lockFolder: undefined,
    node: { version: DEFAULT_VERSIONS.node },
    engine: { isOpenTofu: false, version: DEFAULT_VERSIONS.terraform, from: "the version of the jobs" },
    hasPackageScript: false,
    hasDockerfile: false,
  });
});

test("files count from the project up to the top, the nearest first", () => {
  const files = {
    "package-lock.json": "{}",
    ".nvmrc": "22",
    "apps/.node-version": "24",
    "apps/shop/.terraform-version": "v1.14.2\n",
    "apps/shop/Dockerfile": "FROM scratch",
    "apps/shop/package.json": '{ "scripts": { "package": "tsx package.ts" } }',
  };
  expect(factsOf(files, "apps/shop")).toEqual({
    folder: "apps/shop",
    lockFolder: ".",
    node: { file: "apps/.node-version" },
    engine: { isOpenTofu: false, version: "1.14.2", from: "apps/shop/.terraform-version" },
    hasPackageScript: true,
    hasDockerfile: true,
  });
});

test.each(["tofu", "/opt/tofu/bin/tofu", "tofu.exe"])(
  "%s is OpenTofu, which has a file of its own",
  (program) => {
    const files = {
      ".terraform-version": "1.14.2",
      ".opentofu-version": "1.12.0",
      "npm-shrinkwrap.json": "{}",
    };
    expect(factsOf(files, "app", program)).toMatchObject({
      lockFolder: ".",
      engine: { isOpenTofu: true, version: "1.12.0", from: ".opentofu-version" },
    });
    expect(factsOf({}, ".", program).engine.version).toBe(DEFAULT_VERSIONS.opentofu);
  },
);

test.each(["latest", "latest:^1.9", "~> 1.11", "1.11", ""])(
  "the version %j is not one version",
  (version) => {
    expect(() => factsOf({ ".terraform-version": version })).toThrow(
      ".terraform-version has to contain one version, such as 1.11.4: a saved plan is applied by the version that made it.",
    );
  },
);
