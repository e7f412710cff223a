import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { planBackend } from "../../lib";
import { type LockHashes, backendOf, checkPlace, placeOf } from "../../lib/pipeline/stored-place";
import {
  type StoredPlans,
  folderOf,
  keyFault,
  readStoredPlans,
  writeStoredPlans,
} from "../../lib/pipeline/stored-plans";
import { withVerdict } from "../../lib/pipeline/stored-verdict";
import type { Finding, Severity } from "../../lib/review/finding";
import type { Review } from "../../lib/review/review";
import { feedbackApi } from "../support/sample";
import { STORED_STACKS, hash, saved } from "../support/stored-plans";

const STACKS: readonly string[] = STORED_STACKS;

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "stored-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

describe("the file of stored plans", () => {
  const file = (): string => join(folder, "stored-plans.json");

  test("is read as it was written, and is the same text each time", () => {
    const stored = saved(folder);
    writeStoredPlans(file(), stored);
    const text = readFileSync(file(), "utf8");
    expect(readStoredPlans(file(), "stored-plans.json")).toEqual(stored);
    writeStoredPlans(file(), readStoredPlans(file(), "stored-plans.json"));
    expect(readFileSync(file(), "utf8")).toBe(text);
  });

  test("that is missing, of another version or something else is said with what to do", () => {
    const read = () => readStoredPlans(file(), "stored-plans.json");
    expect(read).toThrow("stored-plans.json does not exist: it is written by plan --store");
    writeFileSync(file(), "[]");
    expect(read).toThrow("is not a file of plan --store: it is no JSON object");
    writeFileSync(file(), "{");
    expect(read).toThrow("is not a file of plan --store");
    writeFileSync(file(), '{ "version": 2 }');
    expect(read).toThrow("was written by another version of this package");
  });

  test("all that is wrong with it is said at once", () => {
    const stored = saved(folder);
    const [id = ""] = STACKS;
    const wrong = {
      ...stored,
      key: "../other",
      terraform: 1,
      verdict: "fine",
      stacks: {
        ...stored.stacks,
        [id]: { ...stored.stacks[id], sha256: "abc", state: { lineage: "" } },
        other: 1,
      },
    };
    writeFileSync(file(), JSON.stringify(wrong));
    expect(() => readStoredPlans(file(), "stored-plans.json")).toThrow(
      "key is not a key; terraform is not a string; verdict is not a severity; " +
        `stacks.${id}.sha256 is not a SHA-256 hash; stacks.${id}.state is not null or an object with lineage and serial; ` +
        "stacks.other is no object",
    );
  });

  test("no key leads out of its folder", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom("a", "1", ".", "-", "_", "/", "\\", "%", "?", " ", "\n") }),
        (key) => {
          if (keyFault(key) !== undefined) return;
          expect(new URL(`https://a/${folderOf({ project: "p", environment: "e", key })}`).pathname).toBe(
            `/p/e/${key}`,
          );
        },
      ),
    );
    for (const key of ["1f0c2ab", "1f0c2ab-17-1", "20261130.4"]) expect(keyFault(key)).toBeUndefined();
    for (const key of ["", "..", "a/b", "-a", "a".repeat(101)])
      expect(keyFault(key)).toMatch(/^must begin with/);
  });
});

describe("where stored plans are applied", () => {
  const stored = (): StoredPlans => saved(folder);
  const lock: LockHashes = {
    stacks: STACKS,
    lockFile: () => ({ path: "terraform-locks/a", hash: hash("lock") }),
  };

  test("everything is as it was", () => {
    expect(() => {
      checkPlace(stored(), stored(), lock);
    }).not.toThrow();
  });

  test("all that differs is said at once, with both values", () => {
    const now = {
      ...stored(),
      environment: "prod",
      subscriptionId: null,
      tool: "0.2.0",
      terraform: "OpenTofu 1.11.0",
    };
    const other: LockHashes = {
      stacks: [...STACKS, "shop-dev-workloads"],
      lockFile: () => ({ path: "terraform-locks/a", hash: null }),
    };
    expect(() => {
      checkPlace(stored(), now, other);
    }).toThrow(
      [
        "The plans stored as 1f0c2ab-17-1 do not fit, and nothing was applied.",
        "- environment: they were planned with dev, and this is prod",
        "- subscription: they were planned with s, and this is none",
        "- version of this package: they were planned with 0.1.0, and this is 0.2.0",
        "- version of Terraform: they were planned with Terraform 1.14.0, and this is OpenTofu 1.11.0",
        "- shop-dev-workloads: it has no plan",
        "- versions of providers: terraform-locks/a is not the lock file that they were planned with",
        "Deploy from the commit that was planned, with the same versions, to the same environment; or plan again with --store.",
      ].join("\n"),
    );
  });

  test("is the backend of the stacks, whose state is in a storage account", () => {
    const state = { type: "azurerm", storageAccountName: "ststates", containerName: "tfstate" } as const;
    const backend = (environment: string, options: object) => ({
      plan: planBackend(
        { feedbackApi },
        { project: "shop", environment, location: "westeurope", ...options },
      ),
    });
    const [dev, prod, local] = [backend("dev", { state }), backend("prod", { state }), backend("dev", {})];
    const ids = (...names: readonly string[]) => names.map((id) => ({ id }));
    expect(backendOf([dev, prod], ids("shop-prod-network", "own")).plan).toBe(prod.plan);
    expect(() => backendOf([dev], ids("own"))).toThrow(
      "Stored plans are of an environment, and own is of none",
    );
    expect(() => backendOf([dev, prod], ids("shop-dev-network", "shop-prod-network"))).toThrow(
      "are of shop (dev), shop (prod): select one",
    );
    expect(() => backendOf([local], ids("shop-dev-network"))).toThrow(
      'the state of shop (dev) is "local": set state to { type: "azurerm", storageAccountName, containerName }',
    );
    const place = (variables: Readonly<Record<string, string>>, options: object = {}) =>
      placeOf(
        backendOf([backend("dev", { state, ...options })], ids("shop-dev-network")),
        { version: "1.14.0", isOpenTofu: false },
        variables,
      );
    expect(place({ ARM_SUBSCRIPTION_ID: "" })).toMatchObject({
      environment: "dev",
      subscriptionId: null,
      storageAccountName: "ststates",
      containerName: "tfstate-plans",
      terraform: "Terraform 1.14.0",
    });
    const own = "12345678-1234-1234-1234-123456789abc";
    expect(place({ ARM_SUBSCRIPTION_ID: "of the login" }).subscriptionId).toBe("of the login");
    expect(place({ ARM_SUBSCRIPTION_ID: "of the login" }, { subscriptionId: own }).subscriptionId).toBe(own);
  });
});

describe("the verdict on stored plans", () => {
  const finding = (severity: Severity, stack?: string) =>
    ({ severity, ...(stack === undefined ? {} : { stack }) }) as Finding;
  const reviewOf = (stored: StoredPlans, findings: readonly Finding[]): Review =>
    ({
      environment: "dev",
      findings,
      stacks: Object.entries(stored.stacks).map(([stack, { json }]) => ({ stack, hash: json })),
    }) as unknown as Review;

  test("is noted for all and for each stack, with how many findings there are", () => {
    const stored = saved(folder);
    const found = [
      finding("high", "shop-dev-platform"),
      finding("medium"),
      finding("low", "shop-dev-network"),
    ];
    const noted = withVerdict(stored, [reviewOf(stored, found)]);
    expect(noted).toMatchObject({
      verdict: "high",
      findings: { high: 1, medium: 1, low: 1 },
      stacks: { "shop-dev-network": { verdict: "low" }, "shop-dev-platform": { verdict: "high" } },
    });
    expect(withVerdict(stored, [reviewOf(stored, [])])).toMatchObject({
      verdict: "low",
      findings: { high: 0 },
    });
    // Findings of an environment that is not stored are none of these plans'.
    const elsewhere = { ...reviewOf(stored, [finding("high")]), stacks: [] };
    expect(withVerdict(stored, [reviewOf(stored, []), elsewhere]).verdict).toBe("low");
  });

  test("is none where other plans were reviewed, or not all of them", () => {
    const stored = saved(folder);
    const other = saved(folder, "two");
    expect(() => withVerdict(stored, [reviewOf(other, [])])).toThrow(
      "The review has read other plans of shop-dev-network, shop-dev-platform than those that are stored as 1f0c2ab-17-1",
    );
    const [first] = reviewOf(stored, []).stacks;
    const part = { ...reviewOf(stored, []), stacks: first === undefined ? [] : [first] };
    expect(() => withVerdict(stored, [part])).toThrow("other plans of shop-dev-platform than");
  });
});
