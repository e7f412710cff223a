import { join } from "node:path";
import { build } from "esbuild";

/** The runner as one file, with everything that it needs: Node alone runs it. */
export async function bundleRunner(): Promise<Uint8Array> {
  const { outputFiles } = await build({
    entryPoints: [join(__dirname, "runner.ts")],
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
