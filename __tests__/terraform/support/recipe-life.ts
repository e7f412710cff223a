import { join } from "node:path";
import { AppProject } from "../../support/app-project";
import { examplesOf } from "../../support/documents";
import { root } from "../../support/packed";
import { recipes } from "../recipes";
import { type Deployment, projectOf } from "./stage";
import { type Life, livesThrough } from "./whole-life";

/** An example of a recipe as it is deployed: the document has its code and its options. */
export interface RecipeLife extends Omit<Life, "change" | "changedBy" | "earlier" | "file" | "options"> {
  /** Files beside the example, by path, from the document that is named. */
  readonly files?: (document: string) => Readonly<Record<string, string>>;
  /** The example that is deployed first, where the document changes an environment that there is. */
  readonly earlier?: {
    /** By its place in the document. */
    readonly example: number;
    /** What it was before the document's change. */
    readonly change?: (code: string) => string;
    readonly afterwards?: (on: Deployment) => Promise<void>;
  };
}

/** The users' import of the library is this repository's. */
const COMPILER = {
  compilerOptions: {
    paths: { "cdktf-azure-backend": [join(root, "lib")], "cdktf-azure-backend/*": [join(root, "lib/*")] },
  },
};

// Some deploy an environment twice, or two of them.
const LONGEST = 50 * 60_000;

/** The examples of a recipe, as its document has them: deployed, planned again, destroyed. */
export function recipeLives(recipe: string): void {
  jest.setTimeout(LONGEST);
  const document = `docs/recipes/${recipe}.md`;
  const lives = recipes[recipe] ?? [];
  const examples = examplesOf(document);
  // That each example has a life is the ordinary suite's to say: __tests__/repository/recipes.test.ts.
  for (const [index, { files = () => ({}), earlier, ...life }] of lives.entries()) {
    const file = projectFile(examples[index] ?? "", files(document));
    const name = `the recipe ${recipe}${lives.length > 1 ? `, example ${index + 1}` : ""}`;
    if (earlier === undefined) {
      livesThrough(name, { ...life, file });
      continue;
    }
    const { example, change = (code) => code, afterwards = () => Promise.resolve() } = earlier;
    const before = projectFile(change(examples[example] ?? ""), files(document));
    const first = async (on: Deployment): Promise<void> => {
      await on.rehearsal.synth({}, projectOf(before));
      await on.rehearsal.deploy();
      await afterwards(on);
    };
    livesThrough(name, { ...life, file, earlier: first });
  }
}

/** A project of the reader's with an example in it, until the tests of the file are through. */
function projectFile(code: string, files: Readonly<Record<string, string>>): string {
  const project = new AppProject({
    "main.ts": code,
    "tsconfig.json": JSON.stringify(COMPILER),
    ...handlersOf(code),
    ...files,
  });
  afterAll(() => {
    project.remove();
  });
  return join(project.folder, "main.ts");
}

/** The handlers that an example names, which its reader has. */
function handlersOf(code: string): Readonly<Record<string, string>> {
  const entries = [...code.matchAll(/entry: "\.\/(src\/[^"]+)"/g)];
  return Object.fromEntries(entries.map(([, file = ""]) => [file, "export default () => ({});\n"]));
}
