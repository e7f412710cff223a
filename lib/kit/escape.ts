import { Token } from "cdktf";

/**
 * Text of the user's as Terraform has to be given it: `${` and `%{` would be expressions. Text with tokens in it is
 * meant to be one.
 */
export function escapeTerraform(text: string): string {
  if (Token.isUnresolved(text)) return text;
  // In a replacement text `$$` would mean `$`.
  return text.replaceAll("${", () => "$${").replaceAll("%{", "%%{");
}
