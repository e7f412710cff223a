import { parseArgs } from "node:util";

/** An argument of a command: what it is for, and whether it takes a value. */
export interface ArgumentOption {
  readonly type: "string" | "boolean";
  /** In one line, for `--help`. */
  readonly says: string;
}

export type Given = Readonly<Record<string, string | boolean | undefined>>;

/** Reads a command's arguments, or ends it with what it takes. */
export function readArguments(
  command: string,
  does: string,
  options: Readonly<Record<string, ArgumentOption>>,
): Given {
  const help = [
    `npm run ${command} -- [options]`,
    `  ${does}`,
    ...Object.entries(options).map(([name, { type, says }]) => {
      const usage = `--${name}${type === "string" ? " <…>" : ""}`;
      return `  ${usage.padEnd(24)} ${says}`;
    }),
  ].join("\n");
  try {
    const { values } = parseArgs({
      options: {
        ...Object.fromEntries(Object.entries(options).map(([name, { type }]) => [name, { type }])),
        help: { type: "boolean" },
      },
    });
    const given = values as Given;
    if (given["help"] !== true) return given;
    process.stdout.write(`${help}\n`);
    process.exit(0);
  } catch (error) {
    process.stderr.write(`${messageOf(error)}\n\n${help}\n`);
    process.exit(2);
  }
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** The text of an option, or what stands for it. */
export function textOf(given: Given, name: string, otherwise: string): string {
  const value = given[name];
  return typeof value === "string" ? value : otherwise;
}

/** Runs a command, and ends with its message where it fails. */
export function runCommand(main: () => Promise<number>): void {
  main().then(
    (status) => {
      process.exitCode = status;
    },
    (error: unknown) => {
      process.stderr.write(`${messageOf(error)}\n`);
      process.exitCode = 1;
    },
  );
}
