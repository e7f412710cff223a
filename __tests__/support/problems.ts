import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App } from "cdktf";
import {
  BackendConfigError,
  type BackendOptions,
  type Components,
  type Problem,
  defineBackend,
} from "../../lib";
import { feedbackApi, processUploadFunction } from "./sample";

/** A problem as it is expected; it came from the options unless said otherwise. */
export function problem(path: string, message: string, fix: string, ...from: readonly string[]): Problem {
  return { path, message, from: from.length === 0 ? ["your options"] : from, fix };
}

/**
 * Everything that is wrong with a call; none when it is accepted. What is passed may be anything, as in JavaScript.
 * Whatever else is thrown goes on, and a call that is refused may not have built anything.
 */
export function problemsOf(
  options: object = {},
  components: unknown = { feedbackApi, processUploadFunction },
): readonly Problem[] {
  const outdir = mkdtempSync(join(tmpdir(), "backend-"));
  const app = new App({ outdir });
  const given: BackendOptions = { app, project: "feedback", location: "eastus2", ...options };
  try {
    defineBackend(components as Components, given);
    return [];
  } catch (error) {
    if (!(error instanceof BackendConfigError)) throw error;
    expect(app.node.children).toEqual([]);
    return error.problems;
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

/** The text of the error that a call throws. */
export function messageOf(options: object, components?: unknown): string {
  return new BackendConfigError("feedback (dev)", problemsOf(options, components)).message;
}
