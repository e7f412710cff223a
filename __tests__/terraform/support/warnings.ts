/** Each warning of Terraform or the provider, with the lines that say what it is about. */
export function warningsIn(text: string): readonly string[] {
  return text
    .split(/(?=^.*Warning: )/m)
    .filter((part) => part.includes("Warning: "))
    .map((part) => part.slice(0, 500));
}
