import { createInterface } from "node:readline";
import { Writable } from "node:stream";

/** Where a value comes from that nobody else may see. */
export interface HiddenInput {
  /** True where somebody can type. */
  readonly isTerminal: boolean;
  /**
   * Asks for a line, and shows nothing of it.
   *
   * @throws the reason of the signal where it is given up
   */
  readonly ask: (question: string, signal: AbortSignal) => Promise<Uint8Array>;
  /** Everything on standard input. */
  readonly read: () => Promise<Uint8Array>;
}

/** The terminal of this process, or what is piped into it. */
export function standardInput(
  input: NodeJS.ReadStream = process.stdin,
  output: NodeJS.WritableStream = process.stderr,
): HiddenInput {
  return {
    isTerminal: input.isTTY,
    ask: (question, signal) => askHidden(input, output, question, signal),
    async read() {
      const chunks: Uint8Array[] = [];
      for await (const chunk of input) chunks.push(Buffer.from(chunk as Uint8Array));
      return Buffer.concat(chunks);
    },
  };
}

async function askHidden(
  input: NodeJS.ReadStream,
  output: NodeJS.WritableStream,
  question: string,
  signal: AbortSignal,
): Promise<Uint8Array> {
  signal.throwIfAborted();
  output.write(question);
  // A terminal shows what is typed where the interface writes it: nowhere.
  const nowhere = new Writable({
    write: (_chunk, _encoding, done) => {
      done();
    },
  });
  const lines = createInterface({ input, output: nowhere, terminal: true });
  try {
    return await new Promise<Uint8Array>((resolve, reject) => {
      lines.once("line", (line) => {
        resolve(Buffer.from(line));
      });
      // Ctrl-C reaches the interface, and no signal comes; Ctrl-D ends the input.
      lines.once("SIGINT", () => process.emit("SIGINT"));
      lines.once("close", () => {
        resolve(new Uint8Array());
      });
      signal.addEventListener("abort", () => {
        reject(new Error("interrupted"));
      });
    });
  } finally {
    lines.close();
    output.write("\n");
  }
}
