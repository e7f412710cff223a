import { MODULE_URL, loadEsbuild } from "./esbuild";

/** The release command with everything that it needs: Node alone runs it. */
export async function bundleCommand(root: string): Promise<Uint8Array> {
  const esbuild = await loadEsbuild();
  const result = await esbuild.build({
    absWorkingDir: root,
    stdin: { contents: SOURCE, resolveDir: root, sourcefile: "release.ts", loader: "ts" },
    bundle: true,
    platform: "node",
    target: "node20",
    format: "cjs",
    ...MODULE_URL,
    outfile: "release.cjs",
    logLevel: "silent",
    minify: true,
    write: false,
    metafile: true,
  });
  // It is loaded only when it is needed, so that its absence is no fault to a bundler.
  if (!Object.keys(result.metafile.inputs).some((input) => input.includes("@azure/identity/")))
    throw new Error(
      "a release signs in with @azure/identity, which is not installed: npm install @azure/identity",
    );
  const [file] = result.outputFiles;
  if (file === undefined) throw new Error("esbuild has written no release command");
  return file.contents;
}

const SOURCE = `
import { releaseCommand } from "cdktf-azure-backend/release";

const args = process.argv.slice(2);
const print = (line: string): void => console.log(line);
void releaseCommand({ folder: __dirname, args, variables: process.env, print }).then((status) => {
  process.exitCode = status;
});
`;
