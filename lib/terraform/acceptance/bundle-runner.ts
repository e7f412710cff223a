import { build } from "esbuild";

/** The runner as one file, with everything that it needs: Node alone runs it. */
export async function bundleRunner(): Promise<Uint8Array> {
  const { outputFiles } = await build({
    // By its name alone: it is TypeScript here, and JavaScript in the package.
    stdin: { contents: 'import "./runner";', resolveDir: __dirname },
    bundle: true,
    platform: "node",
    target: "node20",
    format: "cjs",
    minify: true,
    write: false,
    logLevel: "silent",
  });
  const [file] = outputFiles;
  if (file === undefined) throw new Error("esbuild has written no runner");
  return file.contents;
}
