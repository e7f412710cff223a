/** A state with nothing in it, as Terraform 1.5 and later write it. */
export function emptyState(lineage: string): string {
  return JSON.stringify({
    version: 4,
    terraform_version: "1.5.0",
    serial: 1,
    lineage,
    outputs: {},
    resources: [],
  });
}
