import { RELEASE_PACKAGES } from "./needed-packages";
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
  // They are loaded only when they are needed, so that their absence is no fault to a bundler.
  const absent = RELEASE_PACKAGES.filter(
    (name) => !Object.keys(result.metafile.inputs).some((input) => input.includes(`${name}/`)),
  );
  if (absent.length > 0)
    throw new Error(`a release needs packages that are not installed: npm install ${absent.join(" ")}`);
  const [file] = result.outputFiles;
  if (file === undefined) throw new Error("internal error: esbuild wrote no release command");
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
