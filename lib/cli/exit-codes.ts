/** How a command ends. The same for every command, and described in docs/reference/commands.md. */
export const exitCodes = {
  done: { code: 0, meaning: "Done, with nothing to report." },
  failed: { code: 1, meaning: "Failed: the message describes the problem and the fix." },
  changes: { code: 2, meaning: "Done, and there are changes or differences." },
  threshold: { code: 3, meaning: "Done, and the requested threshold is exceeded." },
  usage: { code: 64, meaning: "Invalid call: an unknown command, option or value." },
  interrupted: { code: 130, meaning: "Interrupted by Ctrl-C or a signal." },
} as const;

export type Ending = keyof typeof exitCodes;
