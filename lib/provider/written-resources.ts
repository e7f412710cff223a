/** A part of a synthesised stack. */
export type Json = Readonly<Record<string, unknown>>;

/**
 * A synthesised stack with each resource as `change` has it.
 *
 * @param change - gets the type in Terraform, the resource's arguments and its name
 */
export function withResources(stack: Json, change: (type: string, body: Json, name: string) => Json): Json {
  const { resource } = stack;
  if (!isObject(resource)) return stack;
  const types = Object.entries(resource).map(([type, named]) => {
    if (!isObject(named)) return [type, named] as const;
    const bodies = Object.entries(named).map(
      ([name, body]) => [name, isObject(body) ? change(type, body, name) : body] as const,
    );
    return [type, Object.fromEntries(bodies)] as const;
  });
  return { ...stack, resource: Object.fromEntries(types) };
}

export function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
