import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Extractor, ExtractorConfig, ExtractorLogLevel } from "@microsoft/api-extractor";

const root = join(__dirname, "..");

const introduction = `# Public API

Everything that an import of \`cdktf-azure-backend\` gives, and every type it is made of. What starts with \`export\` can
be imported by name. \`npm run generate\` writes this page.
`;

/** The page about the declarations in a folder, from which the engine and the provider must resolve. */
export function apiReport(dtsFolder: string): string {
  const reports = mkdtempSync(join(tmpdir(), "api-report-"));
  try {
    const [, declarations = ""] = /^```ts\n+([\s\S]*?)\n+^```$/m.exec(extracted(dtsFolder, reports)) ?? [];
    // Another fence than the examples have, which are compiled.
    return `${introduction}\n\`\`\`typescript\n${withoutNoise(declarations)}\n\`\`\`\n`;
  } finally {
    rmSync(reports, { recursive: true });
  }
}

function extracted(dtsFolder: string, reports: string): string {
  const mainEntryPointFilePath = join(dtsFolder, "index.d.ts");
  const { compilerOptions } = JSON.parse(readFileSync(join(root, "tsconfig.json"), "utf8")) as {
    compilerOptions: object;
  };
  const config = ExtractorConfig.prepare({
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
        includeForgottenExports: true,
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
  const errors: string[] = [];
  Extractor.invoke(config, {
    localBuild: true,
    messageCallback: (message) => {
      if (message.logLevel === ExtractorLogLevel.Error) errors.push(message.text);
      message.handled = true;
    },
  });
  if (errors.length > 0) throw new Error(`no report of the public API: ${errors.join("; ")}`);
  return readFileSync(join(reports, "report.api.md"), "utf8");
}

/** Release tags and package comments are not used here. */
function withoutNoise(declarations: string): string {
  return declarations
    .replace(/^ *\/\/ (@public.*|\(undocumented\))\n/gm, "")
    .replace(/\n+\/\/ \(No @packageDocumentation.*$/, "");
}

if (require.main === module) writeFileSync(join(root, "docs/api.md"), apiReport(join(root, "dist")));
