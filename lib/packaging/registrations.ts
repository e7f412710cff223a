import type { HandlerExport, RegisteredFunction } from "./bundle";

/** The source of the file that the host starts: every handler, registered as its component was declared. */
export function registrations(
  functions: readonly RegisteredFunction[],
  exported: ReadonlyMap<string, HandlerExport>,
): string {
  const imports = functions.map(({ entry }, index) => {
    const name = exported.get(entry) === "handler" ? `{ handler as handler${index} }` : `handler${index}`;
    return `import ${name} from ${JSON.stringify(entry)};`;
  });
  const calls = functions.map(({ name, registration: { method, options } }, index) => {
    const all = Object.entries(options).map(([key, value]) => `  ${key}: ${JSON.stringify(value)},`);
    return [`app.${method}(${JSON.stringify(name)}, {`, ...all, `  handler: handler${index},`, "});"].join(
      "\n",
    );
  });
  return ['import { app } from "@azure/functions";', ...imports, "", ...calls, ""].join("\n");
}
