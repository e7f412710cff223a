/** Options with a value at a path, `optional.apim.sku`: what is on the way is kept, or created. */
export function withOption(options: object, path: string, value: unknown): object {
  const [key = "", ...rest] = path.split(".");
  if (rest.length === 0) return { ...options, [key]: value };
  const inner = (options as Readonly<Record<string, unknown>>)[key];
  const object = typeof inner === "object" && inner !== null ? inner : {};
  return { ...options, [key]: withOption(object, rest.join("."), value) };
}
