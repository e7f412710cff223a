import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App } from "cdktf";
import { type Backend, defineBackend, planBackend } from "../../lib";
import { type InvariantOptions, expectInvariants, invariants } from "../../lib/invariants";
import { COSMOS, STORAGE, backendOf, breaks, components, errorOf } from "./broken";

describe("exceptions", () => {
  const broken = (): Backend => {
    const backend = backendOf();
    breaks["prevent-destroy"].break(backend);
    return backend;
  };

  test("exceptions leave out an address, and one that nothing needs is an error", () => {
    expect(() => {
      expectInvariants(broken(), { except: { "prevent-destroy": [COSMOS] } });
    }).not.toThrow();
    const error = errorOf(broken(), { except: { "prevent-destroy": [COSMOS, STORAGE], locks: [COSMOS] } });
    expect(error.violations).toEqual([]);
    expect(error.unusedExceptions).toHaveLength(2);
    expect(error.message).toContain(
      `except["prevent-destroy"] names ${STORAGE}, for which it holds: remove it`,
    );
  });

  test("exceptions of an unknown invariant are refused", () => {
    expect(() => {
      expectInvariants(broken(), { except: { lock: [COSMOS] } as InvariantOptions["except"] & object });
    }).toThrow(/except names the invariant "lock", which is not one of .*locks/);
  });
});

describe("what is checked", () => {
  test("a function is called twice, and what its code does counts", () => {
    let calls = 0;
    const define = (): Backend => backendOf({ tags: { run: String((calls += 1)) } });
    expect(errorOf(define).violations.map(({ invariant }) => invariant)).toEqual(Array(3).fill("same-bytes"));
    expect(calls).toBe(2);
    expect(() => {
      expectInvariants(() => backendOf());
    }).not.toThrow();
  });

  test("a function that returns one backend twice is refused", () => {
    const backend = backendOf();
    expect(() => {
      expectInvariants(() => backend);
    }).toThrow("create the app within the function");
  });

  test("other values are refused", () => {
    expect(() => {
      expectInvariants(planBackend(components, { project: "feedback", location: "eastus2" }) as never);
    }).toThrow("got a plan, which has no stacks");
    expect(() => {
      expectInvariants("feedback" as never);
    }).toThrow('got "feedback"');
  });

  test("nothing is written into the folder of the app, and the app can be written afterwards", () => {
    const outdir = mkdtempSync(join(tmpdir(), "own-"));
    try {
      const app = new App({ outdir });
      const backend = defineBackend(components, {
        project: "feedback",
        location: "eastus2",
        notes: "silent",
        app,
      });
      writeFileSync(join(outdir, "kept.txt"), "kept");
      const before = readdirSync(outdir, { recursive: true });
      expectInvariants(backend);
      expect(readdirSync(outdir, { recursive: true })).toEqual(before);
      app.synth();
      expect(existsSync(join(outdir, "stacks", backend.plan.stackIds.platform, "cdk.tf.json"))).toBe(true);
    } finally {
      rmSync(outdir, { recursive: true });
    }
  });

  test("an app that writes HCL is checked in the same way", () => {
    const app = new App({ outdir: mkdtempSync(join(tmpdir(), "hcl-")), hclOutput: true });
    const backend = defineBackend(components, {
      project: "feedback",
      location: "eastus2",
      notes: "silent",
      app,
    });
    expect(() => {
      expectInvariants(backend);
    }).not.toThrow();
    rmSync(app.outdir, { recursive: true });
  });

  test("what app.synth() refuses is thrown as it is", () => {
    const backend = backendOf();
    backend.stacks.platform.node.addValidation({ validate: () => ["no"] });
    expect(() => {
      expectInvariants(backend);
    }).toThrow(/no/);
  });
});

test("the guide of tests lists every invariant as it is", () => {
  const guide = readFileSync(join(__dirname, "../../docs/guides/testing.md"), "utf8").replaceAll(
    / +\|/g,
    " |",
  );
  for (const [name, { holds }] of Object.entries(invariants))
    expect(guide).toContain(`| \`${name}\` | ${holds} |`);
});
