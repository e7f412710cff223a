import { CommandFailure } from "../command-failure";
import type { StackCommands } from "../stack-commands";

/** The outputs of a stack, by name; sensitive ones are left out. */
export type Outputs = Readonly<Record<string, unknown>>;

/** The outputs of a deployed stack. */
export async function outputsOf(commands: StackCommands, stack: string): Promise<Outputs> {
  const said = await commands.quietly(stack, ["output", "-json"]);
  if (said.status !== 0) throw new CommandFailure(`terraform output of ${stack}`, said);
  const outputs = JSON.parse(said.stdout) as Readonly<
    Record<string, { readonly sensitive?: boolean; readonly value: unknown }>
  >;
  return Object.fromEntries(
    Object.entries(outputs).flatMap(([name, { sensitive, value }]) =>
      sensitive === true ? [] : [[name, value]],
    ),
  );
}
