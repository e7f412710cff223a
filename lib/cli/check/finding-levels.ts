/** The most serious first. `problem` stops the app, `adjusted` was decided for the user, who had left it open. */
export const levels = ["problem", "warning", "adjusted", "note"] as const;
export type Level = (typeof levels)[number];
