import { join } from "node:path";

/** The command that runs an app for tests that are about what comes after it: see run-recorded-app.cjs. */
export function recordedApp(file: string): string {
  return [process.execPath, join(__dirname, "run-recorded-app.cjs"), file]
    .map((each) => `"${each}"`)
    .join(" ");
}
