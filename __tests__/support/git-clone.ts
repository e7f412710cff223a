import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** A repository of these files in one commit, which is the same each time. */
export class GitClone {
  readonly folder = mkdtempSync(join(tmpdir(), "clone-"));

  constructor(files: Readonly<Record<string, string>>) {
    this.write(files);
    this.git("init", "--quiet");
    this.commit();
  }

  /** Names what is committed. */
  tag(name: string): void {
    this.git("tag", name);
  }

  /** Changes files, in one more commit. */
  change(files: Readonly<Record<string, string>>): void {
    this.write(files);
    this.commit();
  }

  private commit(): void {
    this.git("add", ".");
    this.git(
      "-c",
      "user.name=test",
      "-c",
      "user.email=test@example.com",
      "commit",
      "--quiet",
      "--message",
      "files",
    );
  }

  /** The same without a work tree. */
  bare(): string {
    const folder = join(this.folder, "bare.git");
    this.git("clone", "--quiet", "--bare", ".", folder);
    return folder;
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  private write(files: Readonly<Record<string, string>>): void {
    for (const [file, text] of Object.entries(files)) {
      mkdirSync(dirname(join(this.folder, file)), { recursive: true });
      writeFileSync(join(this.folder, file), text);
    }
  }

  private git(...words: readonly string[]): void {
    const date = "2026-01-01T00:00:00Z";
    execFileSync("git", ["-C", this.folder, ...words], {
      env: {
        ...process.env,
        GIT_AUTHOR_DATE: date,
        GIT_COMMITTER_DATE: date,
        GIT_CONFIG_GLOBAL: "/dev/null",
      },
    });
  }
}
