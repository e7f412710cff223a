import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App } from "cdktf";
import { type Backend, type BackendOptions, type Components, defineBackend } from "../../lib";
import { type StackRole, stackRoles } from "../../lib/services/contract/service";
import type { Json, JsonObject } from "../../lib/stand-in/json";
import { feedbackApi, processUploadFunction } from "./sample";

export type { Json, JsonObject };

/** One synthesised stack, read back from the file that was written. */
export interface SynthesisedStack {
  /** The file as it is. */
  readonly text: string;
  /** The file as data, without the engine's comments. */
  readonly json: JsonObject;
  /** `<type>.<name>` of every resource, sorted. */
  readonly addresses: readonly string[];
  /** Every resource of a type, by name. */
  readonly all: (type: string) => Readonly<Record<string, JsonObject>>;
  /** Every resource of a type, of which there has to be one: a loop over none would expect nothing. */
  readonly every: (type: string) => readonly JsonObject[];
  /** The one resource of a type. */
  readonly only: (type: string) => JsonObject;
}

export type SynthesisedBackend = Readonly<Record<StackRole, SynthesisedStack>> & {
  readonly backend: Backend;
};

/** The sample of the README, in one environment: synthesised, then read from the files. */
export function synthBackend(
  options: BackendOptions = {},
  components: Components = { feedbackApi, processUploadFunction },
  /** Adds constructs of its own before the app is written. */
  add: (backend: Backend) => void = () => undefined,
): SynthesisedBackend {
  const outdir = mkdtempSync(join(tmpdir(), "backend-"));
  try {
    const app = new App({ outdir });
    const backend = defineBackend(components, { project: "feedback", location: "eastus2", ...options, app });
    add(backend);
    app.synth();
    const stacks = stackRoles.map((role) => [role, readStack(outdir, backend.plan.stackIds[role])] as const);
    return { ...(Object.fromEntries(stacks) as Record<StackRole, SynthesisedStack>), backend };
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

export function readStack(outdir: string, id: string): SynthesisedStack {
  return stackOf(id, readFileSync(join(outdir, "stacks", id, "cdk.tf.json"), "utf8"));
}

/** A stack by the text of its file. */
export function stackOf(id: string, text: string): SynthesisedStack {
  const json = withoutComments(JSON.parse(text) as Json) as JsonObject;
  const resources = (json["resource"] ?? {}) as Readonly<
    Record<string, Readonly<Record<string, JsonObject>>>
  >;
  const all = (type: string): Readonly<Record<string, JsonObject>> => resources[type] ?? {};
  return {
    text,
    json,
    addresses: Object.entries(resources)
      .flatMap(([type, named]) => Object.keys(named).map((name) => `${type}.${name}`))
      .sort(),
    all,
    every: (type) => {
      const found = Object.values(all(type));
      if (found.length === 0) throw new Error(`${id} has no resource of type ${type}`);
      return found;
    },
    only: (type) => {
      const found = Object.values(all(type));
      if (found[0] === undefined || found.length > 1)
        throw new Error(`${id} has ${found.length} resources of type ${type}, not one`);
      return found[0];
    },
  };
}

function withoutComments(value: Json): Json {
  if (Array.isArray(value)) return value.map((each: Json) => withoutComments(each));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, each]) => (key === "//" ? [] : [[key, withoutComments(each)]])),
  );
}
