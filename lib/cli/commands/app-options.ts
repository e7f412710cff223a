/** What every command takes that runs an app. */
export const appOptions = {
  app: {
    value: "file",
    summary: "the file that defines the backends, or the command that runs it",
    otherwise: "app in cdktf.json",
  },
} as const;

/** Which environments a command is about. */
export const environmentsOption = {
  environment: {
    value: "names",
    many: true,
    summary: "these environments only, several with commas, patterns with *",
    otherwise: "all of them",
  },
} as const;

/** What every command takes that works on one environment. */
export const environmentOption = {
  environment: {
    value: "name",
    summary: "the environment",
    otherwise: "the one that the app has",
  },
} as const;

export const stackOption = {
  stack: {
    value: "names",
    many: true,
    summary: "these stacks only: network, platform, workloads, or ids, several with commas, patterns with *",
    otherwise: "all of them",
  },
} as const;

export const terraformOption = {
  terraform: {
    value: "program",
    summary: "the program of Terraform, or of OpenTofu",
    otherwise: "TERRAFORM_BINARY_NAME, then terraform",
  },
} as const;

export const verboseOption = {
  verbose: { summary: "shows what Terraform says while it runs" },
} as const;

/** What commands take that plan or deploy the environment of a pull request. */
export const expiresOption = {
  expires: {
    value: "day",
    summary: "the last day of the environment of a pull request: 2026-12-07, or days from today such as 7d",
    otherwise: "the option expires, then context expires in cdktf.json",
  },
} as const;
