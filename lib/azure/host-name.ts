const LABEL = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;
/** RFC 1035, 2.3.4: without the full stop at the end. */
const LONGEST = 253;

/** True for a host name such as `api.contoso.com`: at least two labels, in lower case, without a full stop at the end. */
export function isHostName(host: string): boolean {
  const labels = host.split(".");
  return host.length <= LONGEST && labels.length > 1 && labels.every((label) => LABEL.test(label));
}

/** The root of a zone, as records call it. */
export const ROOT = "@";

/** What a DNS zone calls the record of a host name: `api`, or `@` for the zone's own name. Undefined for a host of another zone. */
export function recordNameIn(host: string, zone: string): string | undefined {
  const [name, end] = [host.toLowerCase(), zone.toLowerCase()];
  if (name === end) return ROOT;
  return name.endsWith(`.${end}`) ? name.slice(0, -end.length - 1) : undefined;
}

/** The name of a record that stands before another one: `asuid.api`, and `asuid` at the root of the zone. */
export function recordNameBefore(prefix: string, record: string): string {
  return record === ROOT ? prefix : `${prefix}.${record}`;
}
