/** An option of the call itself, which the schema of an environment's options does not have. */
interface CallOption {
  readonly values: string;
  readonly default: string;
  readonly description: string;
}

/** In the order of the reference. */
export const callOptions = {
  app: {
    values: "a cdktf `App`",
    default: "a new `App`, which `backend.synth()` writes",
    description: "The app that contains the stacks.",
  },
  project: {
    values: "lower-case letters, digits, hyphens",
    default: "context `project` in cdktf.json",
    description: "Part of every name.",
  },
  environment: {
    values: "`dev`, `staging`, `prod` or one of `environments`",
    default: "`BACKEND_ENVIRONMENT`, else `dev`",
    description: "The environment to define.",
  },
  notes: {
    values: '`"print"`, `"silent"`',
    default: '`"print"`',
    description: "Prints adjustments, warnings and security notes when you synthesize the stacks.",
  },
  root: {
    values: "a folder",
    default: '`"."`',
    description:
      "The folder that each `entry` is relative to. It is itself relative to the folder of the nearest cdktf.json.",
  },
  environments: {
    values: "`{ <name>: { extends, … } }`",
    default: "`{}`",
    description: "Your own environments. Each can set any option below.",
  },
  external: {
    values: "see below",
    default: "`{}`",
    description: "Existing resources that the backend uses instead of creating its own.",
  },
  transform: {
    values: "see below",
    default: "`{}`",
    description: "Changes to the arguments of Terraform resources.",
  },
  importFrom: {
    values: "see below",
    default: "`{}`",
    description: "Existing resources that Terraform imports instead of creating them.",
  },
} as const satisfies Readonly<Record<string, CallOption>>;
