import fc from "fast-check";
import { type BackendOptions, BackendConfigError } from "../../../lib";
import { bindingsVersion } from "../../../lib/provider/bindings-version";
import { providerCan } from "../../../lib/provider/since";
import { isDataObject } from "../../../lib/settings/merge";
import { listFaults } from "../../../lib/stacks/transform/check-lists";
import { identityOf } from "../../../lib/stacks/transform/list-elements";
import {
  type ListRule,
  listRule,
  listRules,
  sharedListRules,
} from "../../../lib/stacks/transform/list-rules";
import { withChange } from "../../../lib/stacks/transform/merge-change";
import type { TransformName } from "../../../lib/services/contract/transforms";
import { call } from "../../support/arbitrary-options";
import { configsOf, configurations } from "../../support/configs";
import type { JsonObject } from "../../support/synth";

/** A list in a configuration of the library's. */
interface List {
  readonly name: TransformName;
  readonly config: object;
  /** `delegation[].serviceDelegation.actions` */
  readonly path: string;
  readonly elements: readonly unknown[];
  /** A change of the list alone: what it is set to, at its place in the configuration. */
  readonly change: (elements: unknown) => object;
}

/** Every list of a configuration; what is below an open one is the user's with it. */
function listsIn(name: TransformName, config: object): readonly List[] {
  return listsBelow(config, "", (value) => value as object);

  function listsBelow(value: unknown, path: string, change: (elements: unknown) => object): readonly List[] {
    if (Array.isArray(value)) {
      const here: List = { name, config, path, elements: value, change };
      const rule = listRule(name, path);
      if (rule?.rule !== "held" || rule.by === undefined) return [here];
      const by = rule.by;
      return [
        here,
        ...value.flatMap((element: unknown) =>
          listsBelow(element, `${path}[]`, (elements) =>
            change([{ [by]: (element as JsonObject)[by], ...(elements as object) }]),
          ),
        ),
      ];
    }
    if (!isDataObject(value)) return [];
    return Object.entries(value).flatMap(([key, below]) =>
      listsBelow(below, path === "" ? key : `${path}.${key}`, (elements) => change({ [key]: elements })),
    );
  }
}

function listsOf(options: BackendOptions, declared?: object): readonly List[] {
  return configsOf(options, declared).configs.flatMap(({ name, config }) => listsIn(name, config));
}

const lists = configurations.flatMap(([, options, declared]) => listsOf(options, declared));
const kinds = [...new Map(lists.map((list) => [`${list.name} ${list.path}`, list])).values()];
const held = lists.filter(
  ({ name, path, elements }) => listRule(name, path)?.rule === "held" && elements.length > 0,
);

describe("every list that the library fills", () => {
  test("every list that the library fills is held, decided or open", () => {
    const unknown = kinds.filter(({ name, path }) => listRule(name, path) === undefined);
    expect(unknown.map(({ name, path }) => `${name}: ${path}`)).toEqual([]);
  });

  test("every list is held, decided or open for any options", () => {
    fc.assert(
      fc.property(call, ({ transform: _transform, environments: _environments, ...options }) => {
        const asked = { ...options, environment: options.environment === "prod" ? "prod" : "dev" };
        const filled = accepted(asked);
        // Most options are refused: drawn again until enough are not.
        fc.pre(filled !== undefined);
        const unknown = filled.filter(({ name, path }) => listRule(name, path) === undefined);
        expect(unknown.map(({ name, path }) => `${name} ${path}`)).toEqual([]);
      }),
      { numRuns: 5 },
    );
  });

  test("every rule is about a list that the library fills", () => {
    const ruled = Object.entries(listRules).flatMap(([name, rules]) =>
      Object.keys(rules).map((path) => `${name} ${path}`),
    );
    const filled = kinds.map(({ name, path }) => `${name} ${path}`);
    // Later bindings allow no provider that has a template deployment there.
    const never = providerCan("managedRedisAccess", bindingsVersion)
      ? ["redisAccess lifecycle.ignoreChanges"]
      : [];
    expect(ruled.filter((rule) => !filled.includes(rule))).toEqual(never);
    const paths = new Set(kinds.map(({ path }) => path));
    expect(Object.keys(sharedListRules).filter((path) => !paths.has(path))).toEqual([]);
  });
});

/** Undefined where the options are refused. */
function accepted(options: BackendOptions): readonly List[] | undefined {
  try {
    return listsOf(options);
  } catch (error) {
    if (error instanceof BackendConfigError) return undefined;
    throw error;
  }
}

/** The elements of a list after a change. */
function elementsAt(config: unknown, path: string): readonly unknown[] {
  const [key = "", ...rest] = path.split(".");
  const value = isDataObject(config) ? config[key.replace("[]", "")] : undefined;
  const below: unknown = key.endsWith("[]") ? (value as readonly unknown[])[0] : value;
  return rest.length > 0 ? elementsAt(below, rest.join(".")) : (below as readonly unknown[]);
}

describe("a list that is held", () => {
  const extra = fc.uniqueArray(
    fc.string({ minLength: 1 }).map((text) => `own-${text}`),
    { maxLength: 4 },
  );

  test("a held list has the library's elements and the user's, for any elements", () => {
    expect(held.length).toBeGreaterThan(100);
    fc.assert(
      fc.property(fc.constantFrom(...held), extra, ({ name, config, path, elements, change }, own) => {
        const rule = listRule(name, path) as Extract<ListRule, { rule: "held" }>;
        const theirs = own.map((each) => (rule.by === undefined ? each : { [rule.by]: each }));
        const changed = withChange(name, config, change([...theirs, elements[0]]));
        const found = elementsAt(changed, path).map((each) => identityOf(rule, each));
        const expected = [...elements, ...theirs].map((each) => identityOf(rule, each));
        expect(found).toEqual([...new Set(expected)]);
        expect(listFaults(name, config, changed)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  test("a held list loses no element to a function", () => {
    for (const { name, config, path, elements, change } of held) {
      if (path.includes("[]")) continue;
      for (const gone of elements) {
        const left = elements.filter((each) => each !== gone);
        const replaced = withReplaced(config, change(left));
        const messages = listFaults(name, config, replaced).map(({ message }) => message);
        expect(messages).toEqual([expect.stringMatching(/^removes .* from .*, which .{10}/)]);
        expect(messages[0]).toContain(` from ${path}, which `);
      }
    }
  });

  test("a held list may not become a value that Terraform alone knows, nor be removed", () => {
    for (const { name, config, path, elements, change } of held)
      if (!path.includes("[]"))
        for (const after of [["#{TfToken[TOKEN.1]}"], undefined])
          expect(listFaults(name, config, withReplaced(config, change(after)))).toHaveLength(elements.length);
  });
});

/** What a function returns that sets one field. */
function withReplaced(config: object, change: object): object {
  return Object.fromEntries(
    Object.entries({ ...config, ...change }).map(([key, value]: [string, unknown]) => {
      const earlier = (config as Readonly<Record<string, unknown>>)[key];
      return [key, isDataObject(value) && isDataObject(earlier) ? withReplaced(earlier, value) : value];
    }),
  );
}
