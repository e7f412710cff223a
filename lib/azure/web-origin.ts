/** Whether a text is an origin as browsers send it: a scheme and a host in lower case, without path and slash at the end. */
export function isWebOrigin(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, origin } = new URL(text);
  return ["http:", "https:"].includes(protocol) && origin === text;
}
