/** A part of a Terraform string: text, an expression between `${` and `}`, or a directive between `%{` and `}`. */
export type TemplatePart =
  { readonly text: string } | { readonly expression: string } | { readonly directive: string };

/**
 * The parts of a string of Terraform's JSON syntax, which Terraform reads as a template:
 * developer.hashicorp.com/terraform/language/syntax/json#expression-mapping
 *
 * Escapes (`$${`, `%%{`) stay in the text: they mean the same in a template of HCL.
 *
 * @throws Error for an expression without an end
 */
export function templateParts(template: string): readonly TemplatePart[] {
  const parts: TemplatePart[] = [];
  let text = "";
  for (let at = 0; at < template.length;) {
    if (template.startsWith("$${", at) || template.startsWith("%%{", at)) {
      text += template.slice(at, at + 3);
      at += 3;
    } else if (template.startsWith("${", at) || template.startsWith("%{", at)) {
      const end = endOfExpression(template, at + 2);
      if (text !== "") parts.push({ text });
      text = "";
      const inside = template.slice(at + 2, end);
      parts.push(template[at] === "$" ? { expression: inside } : { directive: inside });
      at = end + 1;
    } else {
      text += template[at] ?? "";
      at += 1;
    }
  }
  return text === "" ? parts : [...parts, { text }];
}

/** Where the brace is that closes an expression, past objects and strings in it. */
function endOfExpression(template: string, start: number): number {
  let depth = 0;
  for (let at = start; at < template.length; at += 1) {
    const character = template[at];
    if (character === '"') at = endOfString(template, at + 1);
    else if (character === "{") depth += 1;
    else if (character === "}") {
      if (depth === 0) return at;
      depth -= 1;
    }
  }
  throw new Error(`the expression in "${template}" has no end`);
}

/** Where the quote is that closes a string within an expression; the string is a template of its own. */
function endOfString(template: string, start: number): number {
  for (let at = start; at < template.length; at += 1) {
    if (template[at] === "\\") at += 1;
    else if (template[at] === '"') return at;
    else if (template.startsWith("$${", at) || template.startsWith("%%{", at)) at += 2;
    else if (template.startsWith("${", at) || template.startsWith("%{", at))
      at = endOfExpression(template, at + 2);
  }
  throw new Error(`the string in "${template}" has no end`);
}

/** The expression that is the whole string, so that its value keeps its type; undefined for any other string. */
export function wholeExpression(template: string): string | undefined {
  const [first, ...others] = templateParts(template);
  return first !== undefined && "expression" in first && others.length === 0 ? first.expression : undefined;
}

/** A part as it stands in a template, which its text may be written for. */
export function writtenPart(part: TemplatePart, text: (text: string) => string): string {
  if ("text" in part) return text(part.text);
  return "expression" in part ? `\${${part.expression}}` : `%{${part.directive}}`;
}
