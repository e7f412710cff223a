import { api } from "./api";
import { backendFile, backendTest, mainFile } from "./app-files";
import { events } from "./events";
import { minimal } from "./minimal";
import { packageJson } from "./package-json";
import { production } from "./production";
import { readme } from "./readme";
import { cdktfJson, gitignore, jestConfig, tsconfigJson } from "./settings-files";
import type { ProjectRequest, Template, TemplateName } from "./template";

const templates: Readonly<Record<TemplateName, Template>> = { minimal, api, events, production };

/** Every file of a new project, by path with `/`. The same request gives the same files. */
export function projectFiles(request: ProjectRequest): Readonly<Record<string, string>> {
  const template = templates[request.template];
  return {
    ".gitignore": gitignore,
    "README.md": readme(request, template),
    "backend.ts": template.backend ?? backendFile,
    "cdktf.json": cdktfJson(request),
    "jest.config.mjs": jestConfig,
    "main.ts": mainFile,
    "package.json": packageJson(request, template),
    "tsconfig.json": tsconfigJson,
    "__tests__/backend.test.ts": backendTest(template.tests),
    ...template.files,
  };
}

/** What its owner has to do before the first deployment, as Markdown. */
export function beforeDeploying(template: TemplateName): readonly string[] {
  return templates[template].beforeDeploying;
}
