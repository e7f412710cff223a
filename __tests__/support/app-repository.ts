import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { AppProject } from "./app-project";

/** A user's project in a git repository. */
export function gitIn({ folder }: AppProject, ...args: readonly string[]): string {
  const identity = ["-c", "user.name=a", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false"];
  return execFileSync("git", [...identity, ...args], { cwd: folder, encoding: "utf8" });
}

/** Commits everything that the project has. */
export function commitAll(project: AppProject): void {
  if (!existsSync(join(project.folder, ".git"))) gitIn(project, "init", "--quiet", "--initial-branch=main");
  gitIn(project, "add", ".");
  gitIn(project, "commit", "--quiet", "--allow-empty", "--message", "state");
}
