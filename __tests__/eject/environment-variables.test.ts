import fc from "fast-check";
import { withVariables } from "../../lib/eject/environment-variables";
import { type JsonObject, type Json, isObject } from "../../lib/stand-in/json";

function resource(body: JsonObject): JsonObject {
  return { resource: { azurerm_a: { one: body } } };
}

function varied(dev: JsonObject, prod: JsonObject) {
  return withVariables([
    { environment: "dev", stack: resource(dev) },
    { environment: "prod", stack: resource(prod) },
  ]).map(({ stack, values }) => ({ body: bodyOf(stack), values }));
}

function bodyOf({
  resource: { azurerm_a: { one } = {} } = {},
}: {
  resource?: { azurerm_a?: { one?: Json } };
}): Json | undefined {
  return one;
}

test("a value that differs is a variable, one that is the same is not", () => {
  expect(varied({ sku: "Y1", os: "linux" }, { sku: "EP1", os: "linux" })).toEqual([
    { body: { sku: "${var.one_sku}", os: "linux" }, values: { one_sku: "Y1" } },
    { body: { sku: "${var.one_sku}", os: "linux" }, values: { one_sku: "EP1" } },
  ]);
});

test("a name that differs by the environment has its variable in it", () => {
  const [dev] = varied({ a: "rg-shop-dev-platform" }, { a: "rg-shop-prod-platform" });
  expect(dev).toEqual({ body: { a: "rg-shop-${var.environment}-platform" }, values: { environment: "dev" } });
});

test("a name with more than the environment in it is a variable, which other strings are composed of", () => {
  const [dev, prod] = varied(
    { name: "kv-dev-1f", uri: "https://kv-dev-1f.vault.azure.net/" },
    { name: "kv-prod-2e", uri: "https://kv-prod-2e.vault.azure.net/" },
  );
  const body = { name: "${var.one_name}", uri: "https://${var.one_name}.vault.azure.net/" };
  expect(dev).toEqual({ body, values: { one_name: "kv-dev-1f" } });
  expect(prod).toEqual({ body, values: { one_name: "kv-prod-2e" } });
});

test("arguments that take no variables, and references, stay", () => {
  const dev = { lifecycle: [{ prevent_destroy: false }], depends_on: ["a.dev"], subnet: "${a.dev.id}" };
  const prod = { lifecycle: [{ prevent_destroy: true }], depends_on: ["a.prod"], subnet: "${a.prod.id}" };
  expect(varied(dev, prod).map(({ body }) => body)).toEqual([dev, prod]);
});

test("variables of the stack's own keep their names", () => {
  const own = { environment: { type: "string" }, one_size: {} };
  const stacks = ["dev", "prod"].map((environment) => ({
    environment,
    stack: { variable: own, ...resource({ name: `rg-${environment}`, size: environment.length }) },
  }));
  expect(withVariables(stacks).map(({ values }) => values)).toEqual([
    { environment_2: "dev", one_size_2: 3 },
    { environment_2: "prod", one_size_2: 4 },
  ]);
});

test("each variable says what it is for", () => {
  const stacks = ["dev", "prod"].map((environment) => ({
    environment,
    stack: resource({ name: `rg-${environment}`, size: environment.length }),
  }));
  expect(withVariables(stacks)[0]?.declarations).toEqual({
    environment: { type: "string", description: "The name of the environment." },
    one_size: { type: "number", description: "azurerm_a.one.size" },
  });
});

test("one environment alone has no variables", () => {
  const stack = resource({ sku: "Y1" });
  expect(withVariables([{ environment: "dev", stack }])).toMatchObject([{ stack, values: {} }]);
});

test("with the values in their places, every stack is what it was", () => {
  const word = fc.constantFrom("dev", "prod", "shop", "x", "dev-shop", "kv-dev-1f", "kv-prod-2e", 'a"b');
  const scalar: fc.Arbitrary<Json> = fc.oneof(word, fc.integer(), fc.boolean());
  const body = fc.dictionary(
    fc.constantFrom("name", "sku", "tags", "lifecycle", "list"),
    fc.oneof(
      scalar,
      fc.array(scalar, { maxLength: 3 }),
      fc.dictionary(word, scalar, { noNullPrototype: true }),
    ),
    { noNullPrototype: true },
  );
  fc.assert(
    fc.property(fc.array(body, { minLength: 1, maxLength: 3 }), (bodies) => {
      const stacks = bodies.map((each, index) => ({
        environment: ["dev", "prod", "test"][index] ?? "",
        stack: resource(each),
      }));
      expect(withVariables(stacks).map(({ stack, values }) => resolved(stack, values))).toEqual(
        stacks.map(({ stack }) => stack),
      );
    }),
  );
});

/** With each variable's value in its place. */
function resolved(value: Json, values: JsonObject): Json {
  if (Array.isArray(value)) return (value as readonly Json[]).map((each) => resolved(each, values));
  if (isObject(value))
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, resolved(each, values)]));
  if (typeof value !== "string") return value;
  const whole = /^\$\{var\.(\w+)\}$/.exec(value)?.[1];
  if (whole !== undefined) return values[whole] ?? null;
  return value.replaceAll(/\$\{var\.(\w+)\}/g, (_all, name: string) =>
    JSON.stringify(values[name]).slice(1, -1),
  );
}
