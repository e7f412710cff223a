import { name as library } from "../../../package.json";
import { OLDEST_TERRAFORM } from "../../provider/version";
import type { ProjectRequest, Template } from "./template";

/** What is in the project, and what to do with it. */
export function readme({ project, location }: ProjectRequest, template: Template): string {
  return `# ${project}

${template.summary} It runs on Azure in ${location}; [${library}](node_modules/${library}/README.md) writes its Terraform stacks.

## What is here

${table(["File", "What it is"], filesOf(template))}

## Commands

\`npm install\` first, with Node 20 or later. The versions in package.json are the ones that this release of ${library} was tested
with.

${table(["Command", "What it does"], commands)}

\`npx ${library} --help\` has the others.

## Deploy

With Terraform ${OLDEST_TERRAFORM} or later, and \`az\`:

\`\`\`sh
az login && export ARM_SUBSCRIPTION_ID=<your subscription>
npx ${library} deploy --environment dev
npm run package
npx ${library} release dev
\`\`\`

Commit \`terraform-locks/\`: it has the installed provider versions. State is in \`state/\`, on your machine: for a team, and for other topics of
operation, see [deploy](node_modules/${library}/docs/guides/deploy.md). What the release does, and how to go back, is in
[releasing](node_modules/${library}/docs/guides/releases.md).
${before(template)}
## Work on your machine

\`\`\`sh
npm install --save-dev azurite @azure/storage-blob @azure/storage-queue @azure/data-tables
\`\`\`

[Emulators and local.settings.json](node_modules/${library}/docs/guides/local-development.md).
`;
}

const commands = [
  ["npm test", "runs the tests, without Terraform and without Azure"],
  ["npm run typecheck", "checks the types"],
  ["npm run synth", "writes the stacks into `cdktf.out`"],
  ["npm run check", "checks the project"],
  ["npm run plan", "plans a new dev with Terraform, without a login; `-- --environment prod` plans prod"],
  ["npm run cost", "estimates what a month costs"],
  ["npm run package", "packages the code for a release, into `dist/functions`"],
].map(([line = "", does = ""]): readonly [string, string] => [`\`${line}\``, does]);

function filesOf({ parts }: Template): readonly (readonly [string, string])[] {
  const all = [
    ["components.ts", "what the backend runs"],
    ...parts,
    ["backend.ts", "its environments, and their options"],
    ["main.ts", "the program that writes the stacks"],
    ["cdktf.json", "the project's name, and its region"],
    ["__tests__/", "tests of the stacks and of the code"],
  ] as const;
  return all.map(([file, what]) => [`\`${file}\``, what]);
}

function before({ beforeDeploying }: Template): string {
  if (beforeDeploying.length === 0) return "";
  return `\n## Before the first deployment\n\n${beforeDeploying.map((line) => `- ${line}`).join("\n")}\n`;
}

/** As Prettier writes it. */
function table(head: readonly [string, string], rows: readonly (readonly [string, string])[]): string {
  const all = [head, ...rows];
  const [first, second] = [0, 1].map((column) => Math.max(...all.map((row) => (row[column] ?? "").length)));
  const line = ([one, other]: readonly [string, string]): string =>
    `| ${one.padEnd(first ?? 0)} | ${other.padEnd(second ?? 0)} |`;
  return [line(head), line(["-".repeat(first ?? 0), "-".repeat(second ?? 0)]), ...rows.map(line)].join("\n");
}
