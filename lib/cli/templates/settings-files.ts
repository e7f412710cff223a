import type { ProjectRequest } from "./template";

/** What the engine's CLI and this tool read: how the app is run, and what begins every name. */
export function cdktfJson({ project, location, projectId }: ProjectRequest): string {
  const config = {
    language: "typescript",
    app: "npx tsx main.ts",
    projectId,
    sendCrashReports: "false",
    context: { project, location },
  };
  return `${JSON.stringify(config, undefined, 2)}\n`;
}

export const tsconfigJson = `{
  "compilerOptions": {
    "target": "es2022",
    "lib": ["es2022"],
    "module": "node16",
    "moduleResolution": "node16",
    "types": ["node", "jest"],
    "strict": true,
    "noUncheckedIndexedAccess": true,
    "noImplicitOverride": true,
    "noImplicitReturns": true,
    "noFallthroughCasesInSwitch": true,
    "forceConsistentCasingInFileNames": true,
    "isolatedModules": true,
    "skipLibCheck": true,
    "noEmit": true
  },
  "include": ["*.ts", "src", "__tests__"]
}
`;

// @swc/jest only strips the types, and is one compiled package: ts-jest would check them a second time.
export const jestConfig = `/** @type {import("jest").Config} */
export default {
  testEnvironment: "node",
  roots: ["<rootDir>/__tests__"],
  testMatch: ["**/*.test.ts"],
  // Types are checked by npm run typecheck.
  transform: {
    "\\\\.ts$": [
      "@swc/jest",
      { jsc: { target: "es2022", parser: { syntax: "typescript" } } },
    ],
  },
  // To load the engine takes a few seconds.
  testTimeout: 60_000,
};
`;

export const gitignore = `node_modules/
dist/

# Stacks are written by synth. terraform-locks is committed: it says which providers were installed.
cdktf.out/

# State of Terraform is sensitive, and so are saved plans.
state/
plans/
*.tfstate
*.tfstate.*
.terraform/

# Emulators, and settings with secrets of your own.
.azurite/
local.settings.json
`;
