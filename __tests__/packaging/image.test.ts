import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { unzipSync } from "fflate";
import { defineFunction, planBackend } from "../../lib";
import { packageCode } from "../../lib/packaging";
import { startPackage } from "../../lib/stand-in/functions-host";

const root = join(__dirname, "../..");
const [, dockerfile = ""] =
  /```dockerfile\n([^]*?)```/.exec(readFileSync(join(root, "docs/services/container-registry.md"), "utf8")) ??
  [];
/** `["COPY", "${PACKAGE} /package.zip"]`, by stage. */
const stages = dockerfile.split(/^(?=FROM )/m).map((stage) =>
  stage
    .trim()
    .split("\n")
    .map((line) => line.split(/ (.*)/, 2) as [string, string]),
);
const said = (stage: number, instruction: string): string =>
  stages[stage]?.find(([each]) => each === instruction)?.[1] ?? "";

describe("the Dockerfile of docs/services/container-registry.md", () => {
  const folder = mkdtempSync(join(tmpdir(), "image-"));
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  test("the Dockerfile ends with the image that an app begins with, which has the Functions host", () => {
    const options = { project: "gallery", location: "westeurope", functionApp: { container: true } };
    const hello = defineFunction({ name: "hello", entry: "./hello.ts", trigger: { type: "http" } });
    const { image } = planBackend({ hello }, options).services.functionApp;
    expect(stages).toHaveLength(2);
    expect(said(1, "FROM")).toBe(`${image?.registry ?? ""}/${image?.name ?? ""}:${image?.tag ?? ""}`);
  });

  test("the Dockerfile unpacks the package where that host looks for functions", async () => {
    mkdirSync(join(folder, "node_modules"));
    symlinkSync(join(root, "node_modules/@azure"), join(folder, "node_modules/@azure"), "junction");
    writeFileSync(join(folder, "hello.ts"), "export default async () => ({ status: 204 });\n");
    const hello = defineFunction({ name: "hello", entry: "./hello.ts", trigger: { type: "http" } });
    const { file } = await packageCode({ hello }, { root: folder });

    const [, archive = ""] = said(0, "COPY").split(" ");
    expect(said(0, "COPY")).toBe("${PACKAGE} /package.zip");
    expect(said(0, "RUN")).toBe(`unzip -q ${archive} -d /code`);
    const [from, source, target = ""] = said(1, "COPY").split(" ");
    expect([from, source]).toEqual(["--from=code", "/code"]);
    expect(said(1, "ENV")).toBe(`AzureWebJobsScriptRoot=${target}`);

    const files = Object.keys(unzipSync(readFileSync(file))).map((name) => `${target}/${name}`);
    expect(files).toEqual(
      expect.arrayContaining(["host.json", "package.json", "index.js"].map((name) => `${target}/${name}`)),
    );
    expect(startPackage(readFileSync(file)).map(({ name }) => name)).toEqual(["hello"]);
  });
});
