import { createRequire } from "node:module";

/** A function as it was registered. */
export interface Registered {
  readonly name: string;
  readonly bindings: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly run: (...args: readonly unknown[]) => unknown;
}

/** What the Functions host would learn from a package: it is started with a stand-in for the host's own module. */
export function start(code: string): readonly Registered[] {
  const registered: Registered[] = [];
  const core = {
    version: "1.0.0",
    hostVersion: "4.0.0",
    registerFunction: (
      metadata: Omit<Registered, "run">,
      run: (...args: readonly unknown[]) => unknown,
    ): object => {
      registered.push({ ...metadata, run });
      return {};
    },
    registerHook: () => ({}),
    setProgrammingModel: () => undefined,
    getProgrammingModel: () => ({ name: "@azure/functions", version: "4" }),
  };
  const load = (name: string): unknown =>
    name === "@azure/functions-core" ? core : (createRequire(__filename)(name) as unknown);
  const module = { exports: {} };
  const evaluate = Reflect.construct(Function, ["require", "module", "exports", code]) as (
    ...args: readonly unknown[]
  ) => void;
  evaluate(load, module, module.exports);
  return registered;
}
