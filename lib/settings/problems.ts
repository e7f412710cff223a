/** One thing that is wrong with what was asked for, and the edit that puts it right. */
export interface Problem {
  /** The option as the user writes it, `cosmos.regions`. */
  readonly path: string;
  /** What is wrong with the option, with the value. */
  readonly message: string;
  /** Where the values in question came from, `your options (cosmos.mode = "Serverless")`. */
  readonly from: readonly string[];
  /** The edit that solves it. */
  readonly fix: string;
}

/**
 * Thrown by {@link defineBackend} and {@link planBackend}, once, with every problem, before anything is built or
 * written.
 */
export class BackendConfigError extends Error {
  /** Not a property of its own: Node would print the list a second time. */
  readonly #problems: readonly Problem[];

  /**
   * @param subject - what was being defined, `feedback (dev)`
   * @param problems - at least one
   */
  constructor(subject: string, problems: readonly Problem[]) {
    super(problemsText(subject, problems));
    this.name = "BackendConfigError";
    this.#problems = problems;
  }

  /** Everything that is wrong, in the order of the options. */
  get problems(): readonly Problem[] {
    return this.#problems;
  }
}

/** What is wrong, as a message. */
export function problemsText(subject: string, problems: readonly Problem[]): string {
  const count = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
  const lines = problems.map(({ path, message, from, fix }, index) =>
    [
      `  ${index + 1}. ${path}: ${message}`,
      ...(from.length > 0 ? [`     from ${from.join(" and ")}`] : []),
      `     fix: ${fix}`,
    ].join("\n"),
  );
  return [`${subject}: ${count}`, ...lines].join("\n");
}

/** The backend that such a message is about; nothing where it was defined without a name. */
export function environmentOfProblems(message: string): {
  readonly project?: string;
  readonly environment?: string;
} {
  const [, project, environment] = /^(.+) \((.+)\): \d+ problems?\n/.exec(message) ?? [];
  return project === undefined || environment === undefined ? {} : { project, environment };
}
