import type { Draft } from "../contract/draft";
import { APIM } from "./network";
import type { ApiOperation } from "./operations";

const CORS = `${APIM}.policies.cors` as const;

/** What keeps preflight requests from the policy: learn.microsoft.com/azure/api-management/cors-policy#common-configuration-issues */
export function decideCorsOfApi(draft: Draft, operations: readonly ApiOperation[]): void {
  const { policies, versioning } = draft.settings.optional.apim;
  if (policies.cors === false) return;
  if (versioning.scheme === "Header")
    draft.problem(
      CORS,
      "a preflight request has no header with the version, so API Management finds no API for it",
      `set ${APIM}.versioning.scheme to "Segment" or "Query"`,
      `${APIM}.versioning.scheme`,
    );
  for (const path of new Set(
    operations.filter(({ method }) => method === "OPTIONS").map((each) => each.path),
  ))
    draft.warn(
      `${path}.trigger.methods`,
      `answers OPTIONS itself, so ${CORS} does not answer preflight requests there: remove OPTIONS, or send the headers in code`,
    );
  if (draft.settings.functionApp.cors.origins.length > 0)
    draft.note(
      CORS,
      "answers calls of API Management; functionApp.cors is for pages that call the function app itself",
    );
}
