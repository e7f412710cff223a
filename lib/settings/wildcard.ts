/** A pattern in which `*` stands for any characters, and everything else for itself. */
export function wildcard(pattern: string, flags = ""): RegExp {
  const parts = pattern.split("*").map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join(".*")}$`, flags);
}
