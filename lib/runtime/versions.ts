import type { HttpRequest } from "@azure/functions";
import { allowedVersions, isKnown } from "./entity-tags";
import type { CrudModel } from "./model";
import { type Answer, Refusal, refuse } from "./problem-details";
import type { Stored } from "./store";

/**
 * The one version that a request allows to change, undefined for any. Of several that `If-Match` names it is the one that there is.
 * `If-None-Match` forbids versions, all of them by `*`: RFC 9110 section 13.1.2.
 *
 * @param current - reads the item, for requests that need it
 * @param changed - the answer where there is another version
 */
export async function allowedVersion(
  { requiresIfMatch }: CrudModel,
  { headers }: Pick<HttpRequest, "headers">,
  current: () => Promise<Stored>,
  changed: () => Answer,
): Promise<string | undefined> {
  const ifMatch = headers.get("if-match");
  if (ifMatch === null && requiresIfMatch) refuse(428, "If-Match has to say which version is meant.");
  const unless = headers.get("if-none-match");
  const allowed = allowedVersions(ifMatch);
  if (unless === null) {
    if (allowed === "any") return undefined;
    const [only, ...others] = allowed;
    if (only !== undefined && others.length === 0) return only;
  }
  const { etag } = await current();
  const isAllowed = allowed === "any" || allowed.includes(etag);
  if (!isAllowed || (unless !== null && isKnown(unless, etag))) throw new Refusal(changed());
  return etag;
}
