import type { Surroundings } from "../../lib/cli/surroundings";
import { subscriptionId } from "./doctor-online";
import type { Manager } from "./manager";
import { AppProject } from "./app-project";
import { bundledLibrary } from "./bundled-library";
import { NO_INPUT } from "./hidden-input";

/** A project whose app has dev, or the environment that is asked for. */
export function pullRequestProject(options = "{}"): AppProject {
  const project = new AppProject();
  project.recordApp();
  project.write(
    "main.ts",
    `import { App } from "cdktf";
import { defineBackend, defineFunction } from ${JSON.stringify(bundledLibrary())};

const hello = defineFunction({ name: "hello", entry: "src/hello.ts", trigger: { type: "timer", schedule: "0 0 5 * * *" } });
const app = new App();
defineBackend({ hello }, { app, project: "shop", location: "westeurope", notes: "silent", ...${options} });
app.synth();
`,
  );
  return project;
}

/** Where a command is called, and what it says. */
export function surroundingsIn(
  cwd: string,
  variables: Surroundings["variables"] = { ARM_SUBSCRIPTION_ID: subscriptionId },
): Surroundings & { readonly said: readonly string[] } {
  const said: string[] = [];
  return {
    cwd,
    variables,
    signal: new AbortController().signal,
    say: (line) => said.push(line),
    pass: () => undefined,
    columns: 80,
    color: false,
    today: "2026-11-30",
    hiddenInput: NO_INPUT,
    said,
  };
}

/** Deploys the resource groups of an environment, with these tags. */
export function makeGroups(
  manager: Manager,
  environment: string,
  tags: Readonly<Record<string, string>>,
  project = "shop",
): void {
  for (const stack of ["network", "platform", "workloads"])
    manager.put(`/subscriptions/${subscriptionId}/resourceGroups/rg-${project}-${environment}-${stack}`, {
      location: "westeurope",
      tags: { project, environment, stack, ...tags },
    });
}
