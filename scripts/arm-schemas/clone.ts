import { execFileSync } from "node:child_process";

/** Files of a clone as they are at HEAD: one with a work tree or without. */
export class Clone {
  constructor(private readonly folder: string) {}

  get commit(): string {
    return this.git("rev-parse", "HEAD").trim();
  }

  /** Every file below `folder`, in alphabetical order. */
  files(folder: string): readonly string[] {
    const listed = this.git("ls-tree", "-r", "-z", "--name-only", "HEAD", "--", `${folder}/`);
    return listed
      .split("\0")
      .filter((file) => file !== "")
      .sort();
  }

  read(file: string): string {
    return this.git("show", `HEAD:${file}`);
  }

  private git(...words: readonly string[]): string {
    return execFileSync("git", ["-C", this.folder, ...words], {
      encoding: "utf8",
      maxBuffer: 512 * 1024 * 1024,
      stdio: ["ignore", "pipe", "pipe"],
    });
  }
}
