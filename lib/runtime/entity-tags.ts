const ENTITY_TAG = /(W\/)?("[^"]*")/g;

/** Whether `If-None-Match` names the version that there is; weak tags count. */
export function isKnown(ifNoneMatch: string | null, etag: string): boolean {
  if (ifNoneMatch === null) return false;
  if (ifNoneMatch.trim() === "*") return true;
  return [...ifNoneMatch.matchAll(ENTITY_TAG)].some(([, , tag]) => tag === opaque(etag));
}

/** The versions that `If-Match` allows, `"any"` without it or with `*`; weak tags never match. */
export function allowedVersions(ifMatch: string | null): "any" | readonly string[] {
  if (ifMatch === null || ifMatch.trim() === "*") return "any";
  return [...ifMatch.matchAll(ENTITY_TAG)].flatMap(([, weak, tag = ""]) => (weak === undefined ? [tag] : []));
}

function opaque(etag: string): string {
  return etag.replace(/^W\//, "");
}
