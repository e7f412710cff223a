import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group";
import { App, TerraformResource, type TerraformStack, Token } from "cdktf";
import type { Construct } from "constructs";
import fc from "fast-check";
import { type BackendOptions, type TransformOptions, defineBackend, explain, planBackend } from "../../lib";
import { type StackRole, stackRoles } from "../../lib/services/contract/service";
import { configurations } from "../support/configs";
import { problem, problemsOf } from "../support/problems";
import { feedbackApi } from "../support/sample";
import { type JsonObject, type SynthesisedBackend, readStack, synthBackend } from "../support/synth";

const outdir = mkdtempSync(join(tmpdir(), "ignored-tags-"));
afterAll(() => {
  rmSync(outdir, { recursive: true });
});

const TEMPLATE = "azurerm_resource_group_template_deployment";

/** Every resource by stack and address. */
function resourcesOf(backend: SynthesisedBackend): readonly (readonly [string, JsonObject])[] {
  return stackRoles.flatMap((role) =>
    backend[role].addresses.map((address): readonly [string, JsonObject] => {
      const [type = "", name = ""] = address.split(".");
      return [`${role} ${address}`, backend[role].all(type)[name] ?? {}];
    }),
  );
}

function ignoredOf(resource: JsonObject | undefined): unknown {
  return (resource?.["lifecycle"] as JsonObject | undefined)?.["ignore_changes"];
}

describe.each(configurations)("%s", (_what, options, declared) => {
  const components = declared as { readonly feedbackApi: typeof feedbackApi };
  const plain = resourcesOf(synthBackend(options, components));

  test.each<[boolean | readonly string[], readonly string[]]>([
    [true, ["tags"]],
    [
      ["CostCenter", "hidden-link:/subscriptions/1/app"],
      ['tags["CostCenter"]', 'tags["hidden-link:/subscriptions/1/app"]'],
    ],
  ])(
    "ignoreTags ignores tags on every taggable resource, beside the arguments that are ignored already: %j",
    (ignoreTags, added) => {
      const ignoring = new Map(resourcesOf(synthBackend({ ...options, ignoreTags }, components)));
      expect([...ignoring.keys()]).toEqual(plain.map(([address]) => address));
      let tagged = 0;
      for (const [address, resource] of plain) {
        const before = (ignoredOf(resource) as readonly string[] | undefined) ?? [];
        const tags = resource["tags"] !== undefined;
        if (tags) tagged += 1;
        expect([address, ignoredOf(ignoring.get(address)) ?? []]).toEqual([
          address,
          tags ? [...before, ...added] : before,
        ]);
      }
      expect(tagged).toBeGreaterThan(10);
    },
  );
});

describe("tags that are left alone", () => {
  const RELEASED = 'app_settings["WEBSITE_RUN_FROM_PACKAGE"]';

  test("ignored tags are added to what transform ignores, in either of its forms", () => {
    for (const functionApp of [
      { lifecycle: { ignoreChanges: ["https_only"] } },
      (config: { lifecycle: { ignoreChanges: string[] } }) => ({
        ...config,
        lifecycle: { ...config.lifecycle, ignoreChanges: [...config.lifecycle.ignoreChanges, "https_only"] },
      }),
    ]) {
      const transform = { functionApp } as TransformOptions;
      const { workloads } = synthBackend({ ignoreTags: true, transform });
      expect(ignoredOf(workloads.only("azurerm_windows_function_app"))).toEqual([
        RELEASED,
        "https_only",
        "tags",
      ]);
    }
  });

  test.each([undefined, false, []])("no tags are ignored by default: %j", (ignoreTags) => {
    expect(resourcesOf(synthBackend({ ignoreTags }))).toEqual(resourcesOf(synthBackend()));
  });

  test("ignored tags add nothing to a lifecycle that ignores everything or all tags", () => {
    const lifecycle = { ignoreChanges: "all" } as const;
    const transform: TransformOptions = {
      storage: { lifecycle },
      keyVault: { lifecycle: { ignoreChanges: ["tags"] } },
    };
    const { platform } = synthBackend({ ignoreTags: ["owner"], transform });
    expect(ignoredOf(platform.only("azurerm_storage_account"))).toBe("all");
    expect(ignoredOf(platform.only("azurerm_key_vault"))).toEqual(["tags"]);
    for (const deployment of platform.every(TEMPLATE))
      expect(ignoredOf(deployment)).toEqual(["tags", "template_content", "parameters_content"]);
  });

  test("ignored tags may have any name that Azure accepts", () => {
    const name = fc.stringMatching(/^[a-zA-Z0-9 :./"'_|\\-]{1,40}$/);
    fc.assert(
      fc.property(fc.uniqueArray(name, { minLength: 1, maxLength: 3 }), (ignoreTags) => {
        const { network } = synthBackend({ ignoreTags });
        const ignored = ignoredOf(network.only("azurerm_resource_group")) as readonly string[];
        expect(ignored.map((each) => JSON.parse(each.slice("tags[".length, -1)) as unknown)).toEqual(
          ignoreTags,
        );
      }),
      { numRuns: 10 },
    );
  });

  test.each<[string, RegExp]>([
    ["", /a tag needs a name, got ""/],
    ["${var.x}", /must not contain/],
    ["x".repeat(513), /at most 512/],
  ])("ignored tags have a name that Azure accepts: %j", (name, message) => {
    expect(problemsOf({ ignoreTags: ["owner", name] })).toEqual([
      problem("ignoreTags", expect.stringMatching(message) as string, "change or remove it"),
    ]);
  });

  test.each([5, "owner", { owner: true }, [5]])("ignoreTags is true or a list of names: %j", (ignoreTags) => {
    expect(problemsOf({ ignoreTags }).map(({ path }) => path.split(/[.[]/)[0])).toEqual(["ignoreTags"]);
  });

  test("ignored tags are in the plan, with a note on the user's own tags", () => {
    const planOf = (options: BackendOptions) =>
      planBackend({ feedbackApi }, { project: "feedback", location: "eastus2", ...options });
    const notes = (options: BackendOptions) =>
      planOf(options)
        .notes.filter(({ path }) => path === "ignoreTags")
        .map(({ message }) => message);
    expect(planOf({}).ignoreTags).toBe(false);
    expect(explain(planOf({}), "ignoreTags")).toBe("");
    expect(explain(planOf({ ignoreTags: ["a"] }), "ignoreTags")).toBe('ignoreTags = ["a"]  (your options)');
    expect(notes({ ignoreTags: ["a"], tags: { b: "c" } })).toEqual([]);
    expect(notes({ ignoreTags: ["a", "b"], tags: { b: "c" } })).toEqual([
      "Terraform sets the tags b when it creates a resource and ignores them after that: a change of tags applies to new resources only",
    ]);
    expect(notes({ ignoreTags: true })).toHaveLength(1);
    const qa = { extends: "dev", ignoreTags: true };
    expect(planOf({ environment: "qa", environments: { qa } }).ignoreTags).toBe(true);
    expect(planOf({ environment: "qa", environments: { qa }, ignoreTags: false }).ignoreTags).toBe(false);
  });
});

/** A resource of another provider: its tags are by name, or a list of texts as those of Entra ID. */
class OtherResource extends TerraformResource {
  tagsInput: unknown;

  constructor(
    scope: Construct,
    id: string,
    private readonly isList: boolean,
  ) {
    super(scope, id, { terraformResourceType: "other_thing" });
  }

  get tags(): unknown {
    return this.isList ? this.getListAttribute("tags") : this.getStringMapAttribute("tags");
  }

  set tags(value: unknown) {
    this.tagsInput = value;
  }

  protected override synthesizeAttributes(): Record<string, unknown> {
    return { tags: this.tagsInput };
  }
}

/** A backend with constructs of the user's in one of its stacks. */
function withOwn(role: StackRole, options: BackendOptions, add: (stack: TerraformStack) => void) {
  const folder = mkdtempSync(join(outdir, "app-"));
  const app = new App({ outdir: folder });
  const backend = defineBackend(
    { feedbackApi },
    { app, project: "feedback", location: "eastus2", ...options },
  );
  add(backend.stacks[role]);
  app.synth();
  expect(existsSync(join(folder, "manifest.json"))).toBe(true);
  expect(readFileSync(join(folder, "manifest.json"), "utf8")).toContain("feedback-dev-network");
  return readStack(folder, backend.plan.stackIds[role]);
}

describe("constructs of the user", () => {
  test.each(stackRoles)("tags of the user's constructs are ignored too, in %s", (role) => {
    const { all } = withOwn(role, { ignoreTags: true }, (stack) => {
      new ResourceGroup(stack, "own", {
        name: "rg-own",
        location: "eastus2",
        lifecycle: { preventDestroy: true, ignoreChanges: ["managed_by"] },
      });
      new ResourceGroup(stack, "known_later", {
        name: "rg-later",
        location: "eastus2",
        tags: Token.asStringMap({ resolve: () => ({ a: "b" }), creationStack: [] }),
      });
    });
    expect(all("azurerm_resource_group")).toMatchObject({
      resource_group: { lifecycle: { ignore_changes: ["tags"] } },
      own: { lifecycle: { ignore_changes: ["managed_by", "tags"], prevent_destroy: true } },
      known_later: { lifecycle: { ignore_changes: ["tags"] }, tags: { a: "b" } },
    });
  });

  test("constructs of other providers ignore named tags too, and keep a list of texts as it is", () => {
    const { all } = withOwn("platform", { ignoreTags: true }, (stack) => {
      new OtherResource(stack, "named", false);
      new OtherResource(stack, "listed", true).tags = ["HideApp"];
      new OtherResource(stack, "untagged", true);
    });
    const { named, listed, untagged } = all("other_thing");
    expect(named).toMatchObject({
      tags: { project: "feedback", environment: "dev", stack: "platform" },
      lifecycle: { ignore_changes: ["tags"] },
    });
    expect(listed).toEqual({ tags: ["HideApp"] });
    expect(untagged).toEqual({});
  });
});
