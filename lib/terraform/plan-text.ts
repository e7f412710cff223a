/**
 * A plan as people read it: without what Terraform and OpenTofu say while they read, which begins a line with an address and is in
 * another order each time, and without the name of a file that is gone afterwards.
 */
export function planText(said: string): string {
  return said
    .replace(
      /^\S.*: (?:Reading\.\.\.|Still reading\.\.\.|Read complete after|Refreshing state\.\.\.).*\n/gm,
      "",
    )
    .replace(/\n─+\n\nSaved the plan to: [^]*$/, "")
    .trim();
}
