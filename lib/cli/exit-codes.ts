/** How a command ends. The same for every command, and described in docs/reference/commands.md. */
export const exitCodes = {
  done: { code: 0, meaning: "Done, with nothing to report." },
  failed: { code: 1, meaning: "Failed: the message says what and how to fix it." },
  changes: { code: 2, meaning: "Done, and there are changes or differences." },
  threshold: { code: 3, meaning: "Done, and the threshold that was asked for is passed." },
  usage: { code: 64, meaning: "Called wrongly: an unknown command, option or value." },
  interrupted: { code: 130, meaning: "Interrupted by Ctrl-C or a signal." },
} as const;

export type Ending = keyof typeof exitCodes;
