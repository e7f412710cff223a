import fc from "fast-check";
import { BackendConfigError, type BackendOptions, type Components, defineEventHandler } from "../../lib";
import { decideServices, decisionOrder } from "../../lib/decide/decide-services";
import { orderOf } from "../../lib/decide/decision-order";
import { decideBackend } from "../../lib/decide/plan";
import { serviceNamed, serviceNames } from "../../lib/services";
import type { Draft } from "../../lib/services/contract/draft";
import type { ServiceName } from "../../lib/services/words";
import { isWithin } from "../../lib/settings/option-path";
import { callWithServices } from "../support/arbitrary-services";
import { feedbackApi, processUploadFunction, signFunction } from "../support/sample";

const components: Components = {
  feedbackApi,
  processUploadFunction,
  signFunction,
  lost: defineEventHandler({
    name: "lost",
    entry: __filename,
    source: { topic: "orders" },
    deadLetter: "assets",
  }),
};
const runs = { numRuns: 100, seed: Number(process.env["SEED"] ?? Date.now()) };

/** What is decided where the services decide by `decide`: a plan, or every problem. */
function decided(options: BackendOptions, decide: (draft: Draft) => void): object {
  const project = { project: "feedback", location: "eastus2", notes: "silent" } as const;
  try {
    const { plan } = decideBackend(components, { ...project, ...options }, decide);
    return { ...plan, notes: sorted(plan.notes), origins: Object.entries(plan.origins).sort() };
  } catch (error) {
    if (!(error instanceof BackendConfigError)) throw error;
    return { problems: sorted(error.problems) };
  }
}

const sorted = (said: readonly object[]): readonly string[] =>
  said.map((each) => JSON.stringify(each)).sort();

const after = (name: ServiceName): readonly ServiceName[] => serviceNamed(name).decidesAfter ?? [];

/** True where one of the two is declared to decide after the other, at however many steps. */
function isDeclared(one: ServiceName, other: ServiceName): boolean {
  const comesAfter = (name: ServiceName, before: ServiceName): boolean =>
    after(name).some((each) => each === before || comesAfter(each, before));
  return comesAfter(one, other) || comesAfter(other, one);
}

interface Touched {
  readonly reads: Set<string>;
  readonly adjusts: Set<string>;
}

/** The draft as a service sees it, with every setting kept that it reads or adjusts. */
function watched(draft: Draft, { reads, adjusts }: Touched): Draft {
  const asRead = (value: unknown, path: string): unknown => {
    if (typeof value !== "object" || value === null || Object.keys(value).length === 0) reads.add(path);
    if (typeof value !== "object" || value === null) return value;
    return new Proxy(value, {
      get(target, key) {
        const below: unknown = Reflect.get(target, key);
        if (typeof key === "symbol" || typeof below === "function") return below;
        return asRead(below, path === "" ? key : `${path}.${key}`);
      },
    });
  };
  return new Proxy(draft, {
    get(target, key) {
      const own: unknown = Reflect.get(target, key);
      if (key === "settings") return asRead(own, "");
      if (typeof own !== "function") return own;
      return (path: string, ...rest: readonly unknown[]): unknown => {
        const before = target.settings;
        const result: unknown = Reflect.apply(own, target, [path, ...rest]);
        if (target.settings !== before)
          adjusts.add(key === "dropSetting" ? `functionApp.settings.${path}` : path);
        return result;
      };
    },
  });
}

/** `redis reads functionApp.plan, which functionApp adjusts`, of all pairs of which none is declared to come first. */
function undeclared(draft: Draft): readonly string[] {
  const touched = decisionOrder.map((name): [ServiceName, Touched] => {
    const own = { reads: new Set<string>(), adjusts: new Set<string>() };
    serviceNamed(name).decide?.(watched(draft, own));
    return [name, own];
  });
  return touched.flatMap(([reader, { reads }]) =>
    touched.flatMap(([writer, { adjusts }]) =>
      reader === writer || isDeclared(reader, writer)
        ? []
        : [...adjusts]
            .filter((path) => [...reads].some((read) => isWithin(read, path) || isWithin(path, read)))
            .map((path) => `${reader} reads ${path}, which ${writer} adjusts`),
    ),
  );
}

describe("the order of decisions", () => {
  test("the order of decisions is that of the list where no other is declared", () => {
    expect(decisionOrder).toEqual(serviceNames);
    expect(orderOf(["a", "b", "c", "d"], (name) => (name === "a" ? ["c"] : []))).toEqual([
      "b",
      "c",
      "a",
      "d",
    ]);
  });

  test("the order of decisions is refused where two services wait for each other", () => {
    expect(() =>
      orderOf(["a", "b", "c"], (name) => (name === "b" ? ["c"] : name === "c" ? ["b"] : [])),
    ).toThrow("these services wait for each other: b, c");
  });

  test("the order is declared wherever a service reads what another adjusts", () => {
    fc.assert(
      fc.property(callWithServices, (options) => {
        let found: readonly string[] = [];
        decided(options, (draft) => {
          found = undeclared(draft);
        });
        expect(found).toEqual([]);
      }),
      runs,
    );
  });

  test("every order that keeps to the declared one gives the same plan", () => {
    const order = fc
      .shuffledSubarray([...serviceNames], { minLength: serviceNames.length })
      .map((names) => orderOf(names, after));
    fc.assert(
      fc.property(callWithServices, order, (options, names) => {
        expect(
          decided(options, (draft) => {
            decideServices(draft, names);
          }),
        ).toEqual(decided(options, decideServices));
      }),
      runs,
    );
  });
});

describe("a second pass", () => {
  test("a second pass adds no note and no problem, and changes no setting", () => {
    const state = (draft: Draft) => JSON.stringify([draft.settings, draft.notes, draft.problems]);
    fc.assert(
      fc.property(callWithServices, (options) => {
        decided(options, (draft) => {
          const given = JSON.stringify(draft.given);
          decideServices(draft);
          const first = state(draft);
          decideServices(draft);
          expect(state(draft)).toBe(first);
          expect(JSON.stringify(draft.given)).toBe(given);
        });
      }),
      runs,
    );
  });
});
