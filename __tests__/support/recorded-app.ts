import { join } from "node:path";

/** The command that runs an app for tests that are about what comes after it: see recorded-app.sh. */
export function recordedApp(file: string): string {
  const program = ["sh", join(__dirname, "recorded-app.sh"), process.execPath, file];
  return program.map((each) => `"${each}"`).join(" ");
}
