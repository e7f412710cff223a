import { checkText } from "../check-values";
import { type ExistsAction, checkExistsAction, existsActionElement } from "./exists-action";
import type { RewriteKind } from "./rewrite-kind";

/**
 * Sets a parameter of the query that the backend gets, or deletes it:
 * learn.microsoft.com/azure/api-management/set-query-parameter-policy.
 */
export interface SetQueryParameter extends ExistsAction {
  readonly type: "setQueryParameter";
  readonly name: string;
}

export const setQueryParameter: RewriteKind<SetQueryParameter> = {
  fields: { type: true, name: true, value: true, existsAction: true },
  sections: ["inbound"],
  example: '{ type: "setQueryParameter", name: "version", value: "2" }',
  check(path, given, _place, report) {
    checkText(`${path}.name`, given["name"], report);
    checkExistsAction(path, given, report);
  },
  element: (rewrite) => existsActionElement("set-query-parameter", rewrite),
};
