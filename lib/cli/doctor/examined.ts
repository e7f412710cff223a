/** One thing that a project or a machine needs, and what was found of it. */
export interface Examined {
  /** `Terraform` */
  readonly what: string;
  /** A `problem` stops some command, a `warning` is about what not everybody uses. */
  readonly state: "ok" | "warning" | "problem";
  readonly found: string;
  /** What to do, where it is not ok. */
  readonly fix?: string;
}

export function ok(what: string, found: string): Examined {
  return { what, state: "ok", found };
}

export function warning(what: string, found: string, fix: string): Examined {
  return { what, state: "warning", found, fix };
}

export function problem(what: string, found: string, fix: string): Examined {
  return { what, state: "problem", found, fix };
}
