import { createRequire } from "node:module";

/** The one function of the engine that this file knows. */
interface StackTraceModule {
  captureStackTrace: (below?: unknown) => readonly string[];
}

/**
 * Runs `build` without a stack trace for each token. The engine captures them whole and puts them nowhere; with
 * source maps, as in Jest, that takes most of the time. Where the engine has no such module, nothing changes.
 */
export function withoutStackTraces<T>(build: () => T): T {
  const engine = stackTraceModule();
  if (engine === undefined) return build();
  const capture = engine.captureStackTrace;
  engine.captureStackTrace = () => [];
  try {
    return build();
  } finally {
    engine.captureStackTrace = capture;
  }
}

function stackTraceModule(): StackTraceModule | undefined {
  try {
    return createRequire(__filename)("cdktf/lib/tokens/private/stack-trace") as StackTraceModule;
  } catch {
    return undefined;
  }
}
