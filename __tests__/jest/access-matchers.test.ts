import "../../lib/jest";
import { defineFunction, planBackend } from "../../lib";
import { feedbackApi, processUploadFunction } from "../support/sample";
import { backendOf, messageOf, planOf, terraformPlan } from "./matcher-cases";

const where = { project: "feedback", location: "eastus2", environment: "prod" } as const;
const timer = defineFunction({
  name: "tidy",
  entry: "./t.ts",
  trigger: { type: "timer", schedule: "0 0 * * * *" },
});
const reads = defineFunction({
  name: "tidy",
  entry: "./t.ts",
  trigger: { type: "timer", schedule: "0 0 * * * *" },
  access: [{ type: "blob", container: "uploads", action: "read" }],
});

describe("toExposeNothing", () => {
  const open = planOf({ environment: "dev" });
  const message = messageOf(() => {
    expect(open).toExposeNothing();
  });
  const paths = [...new Set([...message.matchAll(/^ {2}(\S+): /gm)].map(([, path = ""]) => path))];

  test("toExposeNothing lists what is exposed, why and the fix", () => {
    expect(message).toContain("expected feedback (dev) to expose nothing, and it exposes:");
    expect(message).toMatch(/^ {2}networking\.privateEndpoints: .*reachable from the internet$/m);
    expect(message.match(/^ {4}fix: /gm)?.length).toBe(message.match(/^ {2}\S+: /gm)?.length);
    expect(backendOf({ environment: "dev" })).not.toExposeNothing();
  });

  test("toExposeNothing leaves out what except names, by option or by the whole line", () => {
    expect(open).toExposeNothing({ except: paths });
    const lines = [...message.matchAll(/^ {2}\S+: (.*)$/gm)].map(([, line = ""]) => line);
    expect(open).toExposeNothing({ except: lines });
    expect(open).not.toExposeNothing({ except: lines.slice(1) });
    expect(
      messageOf(() => {
        expect(open).not.toExposeNothing({ except: paths });
      }),
    ).toContain("expected feedback (dev) to expose something beside what except names, and it does not");
  });

  test("toExposeNothing fails either way on an exception that nothing needs", () => {
    for (const assertion of [
      () => {
        expect(open).toExposeNothing({ except: [...paths, "components.gone"] });
      },
      () => {
        expect(open).not.toExposeNothing({ except: ["components.gone"] });
      },
    ])
      expect(messageOf(assertion)).toContain(
        'except names what feedback (dev) does not expose: remove "components.gone"',
      );
  });

  test("toExposeNothing judges a plan of Terraform by the rules of review", () => {
    const text = terraformPlan("vault-opened", "platform");
    const said = messageOf(() => {
      expect(JSON.parse(text)).toExposeNothing();
    });
    expect(said).toContain("expected the plan to expose nothing, and it exposes:");
    expect(said).toContain("  azurerm_key_vault.key_vault ");
    expect(said).toContain("    fix: ");
    expect(text).toExposeNothing({ except: ["azurerm_key_vault.key_vault"] });
    expect(terraformPlan("tag", "platform")).toExposeNothing();
  });

  test("toExposeNothing refuses other values", () => {
    expect(
      messageOf(() => {
        expect(open).toExposeNothing({ except: "networking" as never });
      }),
    ).toContain('takes { except } as a list of strings, got "networking"');
    expect(
      messageOf(() => {
        expect(undefined).not.toExposeNothing();
      }),
    ).toContain("toExposeNothing needs a backend, a plan of planBackend");
  });
});

describe("toGrantNothingNew", () => {
  const before = planBackend({ feedbackApi, processUploadFunction, timer }, where);
  const after = planBackend({ feedbackApi, processUploadFunction, reads }, where);
  const json = {
    ok: true,
    environments: [{ project: "feedback", environment: "prod", grants: before.grants }],
  };

  test.each([
    ["an earlier plan", before],
    ["a plan as JSON", JSON.stringify(before)],
    ["what grants --json wrote", JSON.stringify(json)],
    ["what grants --json wrote, parsed", json],
  ])("toGrantNothingNew compares with %s", (_name, earlier) => {
    expect(before).toGrantNothingNew(earlier);
    expect(after).not.toGrantNothingNew(earlier);
    const said = messageOf(() => {
      expect(after).toGrantNothingNew(earlier);
    });
    expect(said).toContain("expected feedback (prod) to grant nothing new");
    expect(said).toContain("tidy");
    expect(said).toContain("Storage Blob Data Reader");
  });

  test("toGrantNothingNew lets rights go, and not says that nothing is new", () => {
    expect(before).toGrantNothingNew(after);
    expect(
      messageOf(() => {
        expect(before).not.toGrantNothingNew(after);
      }),
    ).toContain("expected feedback (prod) to grant something new, and it does not");
  });

  test("toGrantNothingNew fails where a network opens, which a file of grants does not have", () => {
    const closed = planOf();
    const opened = planOf({ networking: { privateEndpoints: false } });
    expect(opened).not.toGrantNothingNew(closed);
    expect(backendOf()).toGrantNothingNew(closed);
  });

  test.each<[string, unknown, unknown, string]>([
    ["another value", 3, before, "toGrantNothingNew needs a backend or a plan of planBackend, got 3"],
    ["a plan of Terraform", JSON.parse(terraformPlan("tag", "platform")), before, "got another object"],
    ["nothing to compare with", before, undefined, 'or what "grants --json" wrote, got undefined'],
    ["text that is not JSON", before, "grants.md", "this is not JSON"],
    ["another environment", planOf({ environment: "dev" }), json, "the file has only feedback (prod)"],
  ])("toGrantNothingNew refuses %s", (_name, received, earlier, said) => {
    expect(
      messageOf(() => {
        expect(received).toGrantNothingNew(earlier as never);
      }),
    ).toContain(said);
  });
});
