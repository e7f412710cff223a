import { execFileSync, spawnSync } from "node:child_process";

/** What git may print, in bytes. */
const LARGEST = 512 * 1024 * 1024;

/** Files of a clone as they are at a commit, a tag or HEAD: of a clone with a work tree or without. */
export class Clone {
  constructor(
    private readonly folder: string,
    private readonly revision = "HEAD",
  ) {}

  /** The same clone at another commit or tag. */
  at(revision: string): Clone {
    return new Clone(this.folder, revision);
  }

  get commit(): string {
    return this.git("rev-parse", `${this.revision}^{commit}`).trim();
  }

  /** The day of the commit, in UTC. */
  get date(): string {
    const seconds = Number(this.git("log", "-1", "--format=%ct", this.revision));
    return new Date(seconds * 1000).toISOString().slice(0, "2026-01-01".length);
  }

  /** Every tag, in no order. */
  get tags(): readonly string[] {
    return linesOf(this.git("tag", "--list"));
  }

  /** Every file below `folder`, in alphabetical order. */
  files(folder: string): readonly string[] {
    const listed = this.git("ls-tree", "-r", "-z", "--name-only", this.revision, "--", `${folder}/`);
    return listed
      .split("\0")
      .filter((file) => file !== "")
      .sort();
  }

  read(file: string): string {
    return this.git("show", `${this.revision}:${file}`);
  }

  /**
   * Every match of an extended regular expression in the files that a path names, `internal/*.go`, sorted and each once.
   *
   * @param without - paths that are left out
   */
  matches(expression: string, path: string, without: readonly string[] = []): readonly string[] {
    const paths = [path, ...without.map((each) => `:(exclude)${each}`)];
    const found = spawnSync(
      "git",
      ["-C", this.folder, "grep", "--only-matching", "-hE", "-e", expression, this.revision, "--", ...paths],
      { encoding: "utf8", maxBuffer: LARGEST },
    );
    // grep ends with 1 where nothing matches.
    if (found.status !== 0 && found.status !== 1) throw new Error(found.stderr);
    return [...new Set(linesOf(found.stdout))].sort();
  }

  private git(...words: readonly string[]): string {
    return execFileSync("git", ["-C", this.folder, ...words], {
      encoding: "utf8",
      maxBuffer: LARGEST,
      stdio: ["ignore", "pipe", "pipe"],
    });
  }
}

function linesOf(text: string): readonly string[] {
  return text.split("\n").filter((line) => line !== "");
}
