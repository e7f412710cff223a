import { FILES, type ModuleFormat } from "./module-format";

/**
 * The file that the host starts. Node reads a source map when it loads a file, if they are switched on by then; an app setting
 * with arguments for Node would do it too, and would cost Consumption its prepared worker at each cold start:
 * github.com/Azure/azure-functions-host/blob/dev/src/WebJobs.Script/Workers/Rpc/WebHostRpcWorkerChannelManager.cs
 */
export function startFile(format: ModuleFormat, sourceMap: boolean): string {
  const file = JSON.stringify(`./${FILES[format].code}`);
  return [
    ...(format === "cjs" ? ['"use strict";'] : []),
    ...(sourceMap ? ["process.setSourceMapsEnabled(true);"] : []),
    format === "cjs" ? `require(${file});` : `await import(${file});`,
    "",
  ].join("\n");
}
