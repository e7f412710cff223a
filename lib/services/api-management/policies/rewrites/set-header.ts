import { redacted } from "../../../../settings/redacted";
import { checkHeaderName } from "../check-values";
import { type ExistsAction, checkExistsAction, existsActionElement } from "./exists-action";
import type { RewriteKind } from "./rewrite-kind";

/** Sets a header, or deletes it: learn.microsoft.com/azure/api-management/set-header-policy. */
export interface SetHeader extends ExistsAction {
  readonly type: "setHeader";
  readonly name: string;
}

/** learn.microsoft.com/azure/api-management/set-header-policy#usage-notes */
const FIXED = ["connection", "content-length", "keep-alive", "transfer-encoding"];

export const setHeader: RewriteKind<SetHeader> = {
  fields: { type: true, name: true, value: true, existsAction: true },
  sections: ["inbound", "outbound"],
  example: '{ type: "setHeader", name: "X-Request-Source", value: "gateway" }',
  check(path, given, _place, report) {
    const { name, existsAction } = given;
    if (checkHeaderName(`${path}.name`, name, report)) {
      if (FIXED.includes(name.toLowerCase()))
        report(`${path}.name`, `API Management does not change ${name}`, "remove this rewrite");
      if (name.toLowerCase() === "server" && existsAction === "delete")
        report(
          `${path}.name`,
          `API Management does not delete ${name}`,
          "override it, or remove this rewrite",
        );
    }
    checkExistsAction(path, given, report, (at, text) => {
      // RFC 9110, section 5.5: a line break would begin another header.
      if (!/^[\t\u0020-\u007E\u0080-\u00FF]*$/.test(text))
        report(
          at,
          `must be one line of Latin characters, got ${redacted(text)}`,
          "remove other characters, or encode them",
        );
    });
  },
  element: (rewrite) => existsActionElement("set-header", rewrite),
};
