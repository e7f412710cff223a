/** Environments by the names that others give them. */
export const environmentNames: Readonly<Record<string, string>> = {
  development: "dev",
  develop: "dev",
  production: "prod",
  prd: "prod",
  live: "prod",
  stage: "staging",
  stg: "staging",
  preprod: "staging",
  preproduction: "staging",
};
