import { createRequire } from "node:module";

/** The functions that this file knows: an engine has one of them, or the second, which calls the first. */
type Capture = (below?: unknown) => readonly string[];
interface StackTraceModule {
  captureStackTrace: Capture;
  captureCreationStack?: Capture;
}

/**
 * Runs `build` without a stack trace for each token. The engine captures them whole and puts them nowhere; with
 * source maps, as in Jest, that takes most of the time. Where the engine has no such module, nothing changes.
 */
export function withoutStackTraces<T>(build: () => T): T {
  const engine = stackTraceModule();
  if (engine === undefined) return build();
  const original = { ...engine };
  const silent: Capture = () => [];
  Object.assign(
    engine,
    engine.captureCreationStack ? { captureCreationStack: silent } : { captureStackTrace: silent },
  );
  try {
    return build();
  } finally {
    Object.assign(engine, original);
  }
}

function stackTraceModule(): StackTraceModule | undefined {
  try {
    return createRequire(__filename)("cdktf/lib/tokens/private/stack-trace") as StackTraceModule;
  } catch {
    return undefined;
  }
}
