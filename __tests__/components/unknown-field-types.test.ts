import { join } from "node:path";
import * as ts from "typescript";
import { strictProject } from "../support/strict-project";

const root = join(__dirname, "../..");
const file = join(root, "declared.ts");

/** What the compiler says of a call, where it says it. */
function diagnosticsOf(calls: readonly string[]): readonly string[] {
  const source = `import { defineCrudApi, defineEventHandler, defineFunction } from "./lib/runtime";\n${calls.join("\n")}\n`;
  const options: ts.CompilerOptions = {
    ...strictProject,
    types: ["node"],
    resolveJsonModule: true,
    esModuleInterop: true,
  };
  const host = ts.createCompilerHost(options);
  const read = host.getSourceFile.bind(host);
  const exists = host.fileExists.bind(host);
  host.fileExists = (name) => name === file || exists(name);
  host.getSourceFile = (name, version) =>
    name === file ? ts.createSourceFile(name, source, version) : read(name, version);
  const program = ts.createProgram([file], options, host);
  return ts
    .getPreEmitDiagnostics(program, program.getSourceFile(file))
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"));
}

test("the compiler names each unknown field of a component", () => {
  const start = 'name: "a", entry: "./a.ts"';
  const found = diagnosticsOf([
    `defineFunction({ ${start}, batchSize: 5, trigger: { type: "http" } });`,
    `defineFunction({ ${start}, trigger: { type: "queue", queue: "q", queueName: "q" } });`,
    `defineFunction({ ${start}, trigger: { type: "timer", schedule: "x", runOnStartup: true } });`,
    `defineFunction({ ${start}, trigger: { type: "http" }, access: [{ type: "blob", container: "c", action: "read", blob: "b" }] });`,
    `defineEventHandler({ ${start}, source: { blobs: "b" }, topic: "t" });`,
    'defineCrudApi({ name: "a", entityName: "A", partitionKey: "/id", schema: {}, ttl: 5 });',
    `defineFunction({ ${start}, trigger: { type: "http" } });`,
  ]);
  const names = ["batchSize", "queueName", "runOnStartup", "blob", "topic", "ttl"];
  expect(found).toHaveLength(names.length);
  names.forEach((name, index) => {
    expect(found[index]).toContain(`UnknownField<"${name}">`);
    expect(found[index]).not.toContain("never");
  });
});
