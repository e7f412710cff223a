import { checkValue } from "../check-values";
import { element } from "../policy-document";
import type { PolicyValue } from "../policy-values";
import type { RewriteKind } from "./rewrite-kind";

/** Replaces text in the body wherever it is found: learn.microsoft.com/azure/api-management/find-and-replace-policy. */
export interface FindAndReplace {
  readonly type: "findAndReplace";
  readonly from: PolicyValue;
  /** An empty string deletes what is found. */
  readonly to: PolicyValue;
}

export const findAndReplace: RewriteKind<FindAndReplace> = {
  fields: { type: true, from: true, to: true },
  sections: ["inbound", "outbound"],
  example: '{ type: "findAndReplace", from: "http://internal", to: "https://api.contoso.com" }',
  check(path, { from, to }, _place, report) {
    checkValue(`${path}.from`, from, report);
    if (to !== "") checkValue(`${path}.to`, to, report);
  },
  element: ({ from, to }) => element("find-and-replace", { from, to }),
};
