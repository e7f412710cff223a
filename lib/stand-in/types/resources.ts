import type { ArmType } from "../arm-type";
import { ok } from "../exchange";
import { at } from "../json";
import { GROUPS } from "../resource-path";
import { deploy, shownDeployment } from "../template/deployment";
import { DEPLOYMENTS, tidyHistory } from "../template/history";

export const resources: readonly ArmType[] = [
  { type: GROUPS },
  {
    type: DEPLOYMENTS,
    asynchronous: true,
    complete: (asked, resource, context) => deploy(asked, resource, context),
    afterPut: tidyHistory,
    redacted: shownDeployment,
    actions: {
      exportTemplate: ({ body }) => ok({ template: at(body, "properties.template") ?? {} }),
    },
    beforehand: { validate: (_id, body) => ok(body ?? {}) },
  },
];
