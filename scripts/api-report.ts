import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { CompilerState, Extractor, ExtractorConfig, ExtractorLogLevel } from "@microsoft/api-extractor";

const root = join(__dirname, "..");

const introduction = `# Public API

Everything that an import of \`cdktf-azure-backend\` and of what is below it gives, and every type that they are made of. What
starts with \`export\` can be imported by name. \`npm run generate\` writes this page.
`;

/** Where the declarations of an entry of the package are. */
interface Entry {
  /** How it is imported, `cdktf-azure-backend/runtime`. */
  readonly name: string;
  /** Relative to the package. */
  readonly types: string;
}

function entries(): readonly Entry[] {
  const { name, exports } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
    readonly name: string;
    readonly exports: Readonly<Record<string, string | { readonly types: string }>>;
  };
  return Object.entries(exports).flatMap(([path, entry]) =>
    typeof entry === "string" ? [] : [{ name: `${name}${path.slice(1)}`, types: entry.types }],
  );
}

/** The page about the declarations in a folder, from which the engine and the provider must resolve. */
export function apiReport(dtsFolder: string): string {
  const all = entries();
  const files = all.map(({ types }) => join(dtsFolder, relative("dist", types)));
  // One run of the compiler for all of them, which takes long.
  const [first = "", ...others] = files;
  const compilerState = CompilerState.create(configFor(dtsFolder, first, dtsFolder), {
    additionalEntryPoints: others,
  });
  const sections = all.map(
    ({ name }, index) => `## ${name}\n\n${declarationsOf(dtsFolder, files[index] ?? "", compilerState)}`,
  );
  return [introduction, ...sections].join("\n");
}

function declarationsOf(dtsFolder: string, file: string, compilerState: CompilerState): string {
  const reports = mkdtempSync(join(tmpdir(), "api-report-"));
  try {
    const report = extracted(configFor(dtsFolder, file, reports), compilerState, reports);
    const [, declarations = ""] = /^```ts\n+([\s\S]*?)\n+^```$/m.exec(report) ?? [];
    // Another fence than the examples have, which are compiled.
    return `\`\`\`typescript\n${withoutNoise(withUsedImports(declarations))}\n\`\`\`\n`;
  } finally {
    rmSync(reports, { recursive: true });
  }
}

function configFor(dtsFolder: string, mainEntryPointFilePath: string, reports: string): ExtractorConfig {
  const { compilerOptions } = JSON.parse(readFileSync(join(root, "tsconfig.json"), "utf8")) as {
    compilerOptions: object;
  };
  return ExtractorConfig.prepare({
    configObjectFullPath: undefined,
    packageJsonFullPath: join(root, "package.json"),
    configObject: {
      projectFolder: dtsFolder,
      mainEntryPointFilePath,
      compiler: {
        overrideTsconfig: {
          compilerOptions: { ...compilerOptions, types: ["node"], incremental: false },
          files: [mainEntryPointFilePath],
        },
      },
      apiReport: {
        enabled: true,
        reportFileName: "report",
        reportFolder: reports,
        reportTempFolder: join(reports, "temp"),
        // Once, in the first section: the others are made of the same types.
        includeForgottenExports: mainEntryPointFilePath === join(dtsFolder, "index.d.ts"),
      },
      docModel: { enabled: false },
      dtsRollup: { enabled: false },
      tsdocMetadata: { enabled: false },
      newlineKind: "lf",
      messages: {
        compilerMessageReporting: { default: { logLevel: ExtractorLogLevel.Error } },
        extractorMessageReporting: { default: { logLevel: ExtractorLogLevel.None } },
        tsdocMessageReporting: { default: { logLevel: ExtractorLogLevel.None } },
      },
    },
  });
}

function extracted(config: ExtractorConfig, compilerState: CompilerState, reports: string): string {
  const errors: string[] = [];
  Extractor.invoke(config, {
    localBuild: true,
    compilerState,
    messageCallback: (message) => {
      if (message.logLevel === ExtractorLogLevel.Error) errors.push(message.text);
      message.handled = true;
    },
  });
  if (errors.length > 0) throw new Error(`no report of the public API: ${errors.join("; ")}`);
  return readFileSync(join(reports, "report.api.md"), "utf8");
}

/** What the declarations of an entry do not speak of is imported by types that are not shown. */
function withUsedImports(declarations: string): string {
  const lines = declarations.split("\n");
  const body = lines.filter((line) => !line.startsWith("import ")).join("\n");
  return lines
    .filter((line) => {
      const name = /^import (?:type )?\{ (\w+) \}/.exec(line)?.[1];
      return name === undefined || new RegExp(`\\b${name}\\b`).test(body);
    })
    .join("\n");
}

/** Release tags and package comments are not used here. */
function withoutNoise(declarations: string): string {
  return declarations
    .replace(/^ *\/\/ (@public.*|\(undocumented\))\n/gm, "")
    .replace(/\n+\/\/ \(No @packageDocumentation.*$/, "")
    .trimStart();
}

if (require.main === module)
  writeFileSync(join(root, "docs/reference/api.md"), apiReport(join(root, "dist")));
