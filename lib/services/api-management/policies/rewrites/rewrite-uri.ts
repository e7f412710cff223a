import { didYouMean } from "../../../../settings/nearest";
import { redacted } from "../../../../settings/redacted";
import { checkText } from "../check-values";
import { element } from "../policy-document";
import type { RewriteKind } from "./rewrite-kind";

/** Calls the backend under another path: learn.microsoft.com/azure/api-management/rewrite-uri-policy. */
export interface RewriteUri {
  readonly type: "rewriteUri";
  /** Path and query that the backend gets, with parameters of the operation's own template: `/v2/items/{id}?full=1`. */
  readonly template: string;
  /**
   * Whether query parameters go along that the operation's template does not have.
   * @default true
   */
  readonly copyUnmatchedParams?: boolean;
}

export const rewriteUri: RewriteKind<RewriteUri> = {
  fields: { type: true, template: true, copyUnmatchedParams: true },
  sections: ["inbound"],
  example: '{ type: "rewriteUri", template: "/v2/items/{id}" }',
  check(path, { template, copyUnmatchedParams }, { operations }, report) {
    if (copyUnmatchedParams !== undefined && typeof copyUnmatchedParams !== "boolean")
      report(
        `${path}.copyUnmatchedParams`,
        `must be true or false, got ${redacted(copyUnmatchedParams)}`,
        "use one of them",
      );
    const at = `${path}.template`;
    if (!checkText(at, template, report)) return;
    if (!/^\/([^\s{}]|\{[^{}\s]+\})*$/.test(template)) {
      report(
        at,
        `must be a path that begins with /, with parameters in braces, got ${redacted(template)}`,
        'write it like "/v2/items/{id}"',
      );
      return;
    }
    const asked = new Set([...template.matchAll(/\{([^{}]+)\}/g)].map(([, name = ""]) => name));
    for (const [id, { templateParameters }] of Object.entries(operations))
      for (const name of asked)
        if (!templateParameters.includes(name))
          report(
            at,
            `contains {${name}}, which is not a parameter of operation ${id}${didYouMean(name, templateParameters)}`,
            templateParameters.length === 0
              ? "remove it: the operation has no parameters"
              : `use one of ${templateParameters.map((each) => `{${each}}`).join(", ")}`,
          );
  },
  element: ({ template, copyUnmatchedParams = true }) =>
    element("rewrite-uri", { template, "copy-unmatched-params": String(copyUnmatchedParams) }),
};
