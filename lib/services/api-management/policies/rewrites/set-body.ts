import { redacted } from "../../../../settings/redacted";
import { checkSigns, checkValue } from "../check-values";
import { element } from "../policy-document";
import type { PolicyValue } from "../policy-values";
import type { RewriteKind } from "./rewrite-kind";

/** Replaces the body: learn.microsoft.com/azure/api-management/set-body-policy. */
export interface SetBody {
  readonly type: "setBody";
  /** The new body, or with `template` the text of one. */
  readonly body: PolicyValue;
  /**
   * `liquid` makes a Liquid template of the body, with filters in Pascal case:
   * learn.microsoft.com/azure/api-management/set-body-policy#using-liquid-templates-with-set-body. A named value of
   * the service by the name of what stands in `{{…}}` is put in first.
   * @default - the body as it stands
   */
  readonly template?: "liquid";
}

/** Requests that have no body to replace. */
const WITHOUT_BODY = ["GET", "HEAD"];

export const setBody: RewriteKind<SetBody> = {
  fields: { type: true, body: true, template: true },
  sections: ["inbound", "outbound"],
  example: '{ type: "setBody", body: "{}" }',
  check(path, { body, template }, { section, operations }, report) {
    if (template !== undefined && template !== "liquid")
      report(`${path}.template`, `must be "liquid" or missing, got ${redacted(template)}`, 'use "liquid"');
    if (template === "liquid") {
      if (typeof body === "string" && body !== "") checkSigns(`${path}.body`, body, report);
      else
        report(
          `${path}.body`,
          `must be a Liquid template, got ${redacted(body)}`,
          'write it like \'{ "id": "{{body.key}}" }\'',
        );
    } else checkValue(`${path}.body`, body, report);
    // learn.microsoft.com/azure/api-management/set-body-policy#usage-notes: it fails where there is no body.
    const bodiless = Object.entries(operations).filter(([, { method }]) => WITHOUT_BODY.includes(method));
    if (section === "inbound" && bodiless.length > 0)
      report(
        path,
        `every call of ${bodiless.map(([id, { method }]) => `${id} (${method})`).join(", ")} would fail, because it has no body`,
        "set it only for operations with a body",
      );
  },
  element: ({ body, template }) => element("set-body", template === undefined ? {} : { template }, body),
};
