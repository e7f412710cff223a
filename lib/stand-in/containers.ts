import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { type Request, type Response, ok } from "./exchange";
import { isObject, listAt, objectAt, textAt } from "./json";
import { key } from "./resource-path";
import type { Resource, Store } from "./store";

export const CONTAINER_GROUPS = "Microsoft.ContainerInstance/containerGroups";

/**
 * Runs the commands of container groups as processes of this machine: what they run is a command of Node, whatever the
 * image is. They reach the stand-in, and nothing else.
 */
export class Containers {
  private readonly running = new Set<ChildProcess>();
  private readonly logs = new Map<string, string>();

  constructor(private readonly store: Store) {}

  /** @param environment - what leads a client to the stand-in */
  start(group: Resource, environment: Readonly<Record<string, string>>): void {
    const [container] = listAt(group.body, "properties.containers");
    const [program, ...args] = listAt(container, "properties.command").map(String);
    if (program !== "node") {
      this.end(group, "Failed", `the stand-in runs commands of node alone, not ${program ?? "none"}\n`);
      return;
    }
    const variables: Readonly<Record<string, string>> = Object.fromEntries(
      listAt(container, "properties.environmentVariables")
        .filter(isObject)
        .map((each) => [textAt(each, "name"), textAt(each, "value")]),
    );
    const child = spawn(process.execPath, args, {
      env: { PATH: process.env["PATH"], ...environment, ...SIGNED_IN, ...variables },
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.running.add(child);
    let said = "";
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding("utf8").on("data", (text: string) => {
        said += text;
        this.logs.set(key(group.id), said);
      });
    child.on("close", (status) => {
      this.running.delete(child);
      this.end(group, status === 0 ? "Succeeded" : "Failed", said);
    });
  }

  /** `GET <container group>/containers/<name>/logs`; undefined where something else is asked. */
  answerLogs({ method, path }: Request): Response | undefined {
    const [, id = ""] = /^(.*)\/containers\/[^/]+\/logs$/i.exec(path) ?? [];
    if (method !== "GET" || id === "" || !key(id).includes(`/${key(CONTAINER_GROUPS)}/`)) return undefined;
    return ok({ content: this.logs.get(key(id)) ?? "" });
  }

  stop(): void {
    for (const child of this.running) child.kill("SIGKILL");
  }

  private end(group: Resource, state: string, said: string): void {
    this.logs.set(key(group.id), said);
    const found = this.store.get(group.id);
    if (found === undefined) return;
    const properties = { ...objectAt(found.body, "properties"), instanceView: { state } };
    this.store.put({ ...found, body: { ...found.body, properties } });
  }
}

const PRELOAD = join(__dirname, "container-preload.cjs");

/** A client library signs in by these where there is no endpoint of managed identities; the client id is the container's. */
const SIGNED_IN = {
  AZURE_TENANT_ID: "00000000-0000-4000-8000-000000000001",
  AZURE_CLIENT_SECRET: "stand-in",
  /** Whatever the command starts reaches the stand-in too. */
  NODE_OPTIONS: `--require ${JSON.stringify(PRELOAD)}`,
  /** Nothing is waited for in earnest. */
  PAUSE: "200",
} as const;
