import { Token } from "cdktf";
import { policyDocuments } from "../../../../lib/services/api-management/policies";
import {
  expression,
  namedValue,
  statements,
} from "../../../../lib/services/api-management/policies/policy-values";
import type { RequestRewrite } from "../../../../lib/services/api-management/policies/rewrites";
import { escapeTerraform } from "../../../../lib/kit/escape";
import { type Tree, documents, policies, xml } from "../../../support/policy-documents";
import { only, readXml } from "../../../support/xml";

describe("rewrites", () => {
  test.each<[RequestRewrite, Tree]>([
    [
      { type: "setHeader", name: "X-Source", value: "gateway" },
      ["set-header", { name: "X-Source", "exists-action": "override" }, [["value", {}, "gateway"]]],
    ],
    [
      {
        type: "setHeader",
        name: "X-Source",
        value: ["a", expression("context.User?.Id ?? \"<none>\" + '&'"), namedValue("source.key")],
        existsAction: "append",
      },
      [
        "set-header",
        { name: "X-Source", "exists-action": "append" },
        [
          ["value", {}, "a"],
          ["value", {}, "@(context.User?.Id ?? \"<none>\" + '&')"],
          ["value", {}, "{{source.key}}"],
        ],
      ],
    ],
    [
      { type: "setHeader", name: "X-Source", existsAction: "delete" },
      ["set-header", { name: "X-Source", "exists-action": "delete" }],
    ],
    [
      { type: "setQueryParameter", name: "version", value: "2", existsAction: "skip" },
      ["set-query-parameter", { name: "version", "exists-action": "skip" }, [["value", {}, "2"]]],
    ],
    [
      { type: "rewriteUri", template: "/v2/items/{id}?full=1&x=2", copyUnmatchedParams: false },
      ["rewrite-uri", { template: "/v2/items/{id}?full=1&x=2", "copy-unmatched-params": "false" }],
    ],
    [
      { type: "setBody", body: '{"id": "{{body.key}}"}', template: "liquid" },
      ["set-body", { template: "liquid" }, '{"id": "{{body.key}}"}'],
    ],
    [
      { type: "setBody", body: statements("var x = 1 < 2;\nreturn x.ToString();") },
      ["set-body", {}, "@{var x = 1 < 2;\nreturn x.ToString();}"],
    ],
    [
      { type: "findAndReplace", from: '"a"\n\t<b>', to: "" },
      ["find-and-replace", { from: '"a"\n\t<b>', to: "" }],
    ],
  ])("rewrites become the policy: %j", (rewrite, tree) => {
    const inbound = documents({ rewrites: { inbound: [rewrite] } }).api;
    expect(only(inbound, "inbound").elements.at(-1)).toEqual(xml(tree));
    if (rewrite.type === "setQueryParameter" || rewrite.type === "rewriteUri") return;
    const { operations } = documents({ operations: { item: { rewrites: { outbound: [rewrite] } } } });
    expect(operations).toEqual({ item: policies([], [["base"], tree]) });
  });
});

describe("the text of rewrites", () => {
  it("text is escaped in Terraform, and a reference stays a reference", () => {
    const tenantId = Token.asString({ resolve: () => "${data.azurerm_client_config.current.tenant_id}" });
    const { api } = policyDocuments(
      { rewrites: { inbound: [{ type: "setHeader", name: "X", value: "${a} %{b}" }] } },
      { tenantId, operations: {}, form: escapeTerraform },
    );
    const root = readXml(api);
    expect(only(root, "validate-azure-ad-token").attributes["tenant-id"]).toBe(tenantId);
    expect(only(only(root, "set-header"), "value").text).toBe("$${a} %%{b}");
    expect(api).not.toMatch(/[^$]\$\{a\}/);
  });
});
