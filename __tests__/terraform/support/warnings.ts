/** Of the mirror that these tests find their provider in: `terraform init` from the registry does not say it. */
const OF_THE_MIRROR = "Incomplete lock file information for providers";

/** Each warning of Terraform or the provider, with the lines that say what it is about. */
export function warningsIn(text: string): readonly string[] {
  return text
    .split(/(?=^.*\bWarning: )/m)
    .filter((part) => /\bWarning: /.test(part) && !part.includes(OF_THE_MIRROR))
    .map((part) => part.slice(0, 500));
}
