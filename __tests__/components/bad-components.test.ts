import { defineCrudApi, defineFunction, secret } from "../../lib";
import { problem, problemsOf } from "../support/problems";
import { feedbackApi, processUploadFunction } from "../support/sample";

const bad = (path: string, message: string, fix: string) => problem(path, message, fix, "your components");

/** A declaration as JavaScript could make it. */
const upload = (differences: object): object => ({ upload: { ...processUploadFunction, ...differences } });
const api = (differences: object): object => ({ api: { ...feedbackApi, ...differences } });

describe("components", () => {
  test.each([
    ["an empty object", {}, "{}"],
    ["nothing", null, "null"],
    ["a text", "feedback", '"feedback"'],
  ])("components cannot be %s", (_what, components, got) => {
    expect(problemsOf({}, components)).toEqual([
      bad(
        "components",
        `a backend needs at least one component, got ${got}`,
        "declare one with defineFunction or defineCrudApi, and pass it to defineBackend",
      ),
    ]);
  });

  test.each([
    ["undefined", undefined, "undefined"],
    ["null", null, "null"],
    ["a plain object", { name: "upload" }, '{"name":"upload"}'],
    ["of an unknown kind", { kind: "queue", name: "upload" }, '{"kind":"queue","name":"upload"}'],
    ["of a kind that every object inherits", { kind: "toString" }, '{"kind":"toString"}'],
    ["the function itself", defineFunction, "a function"],
  ])("components that are %s are refused", (_what, component, got) => {
    const [found, ...others] = problemsOf({}, { feedbackApi, upload: component });
    expect(others).toEqual([]);
    expect(found).toMatchObject({
      path: "components.upload",
      fix: "create it with defineFunction, defineCrudApi, defineQueueProcessor or defineEventHandler",
    });
    expect(found?.message.slice(0, 60)).toBe(`must be a component, got ${got}`.slice(0, 60));
  });

  test.each<[unknown, string]>([
    ["Upload", '"Upload"'],
    ["process upload", '"process upload"'],
    ["1st", '"1st"'],
    ["upload-", '"upload-"'],
    ["u".repeat(41), `"${"u".repeat(41)}"`],
    ["", '""'],
    [undefined, "undefined"],
    [5, "5"],
  ])("components cannot be named %j", (name, got) => {
    expect(problemsOf({}, upload({ name }))).toEqual([
      bad(
        "components.upload.name",
        `must have lower-case letters, digits and single hyphens, begin with a letter, and have at most 40 characters; got ${got}`,
        'choose a name such as "process-upload"',
      ),
    ]);
  });

  test("components of one name are refused, whatever their kind", () => {
    const twins = { feedbackApi, upload: defineFunction({ ...processUploadFunction, name: "feedback" }) };
    expect(problemsOf({}, twins)).toEqual([
      bad(
        "components.upload.name",
        '"feedback" is also the name of components.feedbackApi',
        "give one of them another name",
      ),
    ]);
  });

  test("components cannot be named as the Functions host is", () => {
    expect(problemsOf({}, upload({ name: "host" }))).toEqual([
      bad(
        "components.upload.name",
        '"host" is not a valid function name for the Functions host',
        "choose another name",
      ),
    ]);
    expect(problemsOf({}, api({ name: "host" }))).toEqual([]);
  });

  test("components cannot be named as a function of an API", () => {
    const called = (name: string) => defineFunction({ ...processUploadFunction, name });
    const tidy = bad(
      "components.tidy.name",
      'components.feedbackApi also has a function "feedback-delete": each operation of an API is a function',
      "give one of them another name",
    );
    expect(problemsOf({}, { feedbackApi, tidy: called("feedback-delete") })).toEqual([tidy]);
    expect(problemsOf({}, { tidy: called("feedback-delete"), feedbackApi })).toMatchObject([
      { path: "components.feedbackApi.name" },
    ]);
    const kept = defineCrudApi({ ...feedbackApi, routes: { delete: false } });
    expect(problemsOf({}, { kept, tidy: called("feedback-delete") })).toEqual([]);
  });

  test("components that are wrong in several ways are refused with every problem", () => {
    const components = {
      ...upload({ entry: "", trigger: { type: "htpp" } }),
      ...api({ schema: {}, entityName: 5 }),
    };
    expect(problemsOf({}, components).map(({ path }) => path)).toEqual([
      "components.upload.entry",
      "components.upload.trigger",
      "components.api.entityName",
      "components.api.schema",
    ]);
  });
});

describe("a function", () => {
  const triggers =
    'must have a type of "blob", "http", "timer", "queue", "cosmosDB", "eventGrid", "eventHub", "serviceBus", got';
  const trigger = 'write it like { type: "blob", path: "uploads/{name}" }';
  const write = 'write it like "uploads/{name}"';
  const container =
    "a blob container name has lower-case letters, digits and single hyphens, no hyphen at either end";

  test.each([
    [
      { entry: "" },
      bad("components.upload.entry", 'must be a source file, got ""', 'give one such as "./src/upload.ts"'),
    ],
    [
      { entry: undefined },
      bad(
        "components.upload.entry",
        "must be a source file, got undefined",
        'give one such as "./src/upload.ts"',
      ),
    ],
    [
      { trigger: { type: "htpp", route: "upload" } },
      bad(
        "components.upload.trigger",
        `${triggers} {"type":"htpp","route":"upload"}. Did you mean "http"?`,
        trigger,
      ),
    ],
    [{ trigger: undefined }, bad("components.upload.trigger", `${triggers} undefined`, trigger)],
    [
      { trigger: { type: "blob", path: "uploads" } },
      bad("components.upload.trigger.path", 'must be a container and a blob pattern, got "uploads"', write),
    ],
    [
      { trigger: { type: "blob", path: "uploads/" } },
      bad("components.upload.trigger.path", 'must be a container and a blob pattern, got "uploads/"', write),
    ],
    [
      { trigger: { type: "blob", path: "My_Uploads/{name}" } },
      bad(
        "components.upload.trigger.path",
        `must be a container and a blob pattern, got "My_Uploads/{name}"; ${container}`,
        write,
      ),
    ],
  ])("a function cannot have %j", (differences, expected) => {
    expect(problemsOf({}, upload(differences))).toEqual([expected]);
  });

  test("a function cannot refer to a secret that does not exist", () => {
    const path = "components.upload.environment.TOKEN";
    expect(problemsOf({}, upload({ environment: { TOKEN: secret("jwt-secrte") } }))).toMatchObject([
      {
        path,
        message: 'the key vault has no secret "jwt-secrte". Did you mean "jwt-secret"?',
        fix: 'add it to keyVault.secrets: { "jwt-secrte": {} } for a random value, or { "jwt-secrte": { value: "given" } } for one that you put into the vault',
      },
    ]);
  });

  test("a function cannot refer to a secret that was left out", () => {
    const options = {
      environment: "qa",
      environments: { qa: { extends: "dev", keyVault: { secrets: { stripe: {} } } } },
    };
    const components = upload({ environment: { STRIPE: secret("stripe") } });
    expect(problemsOf(options, components)).toEqual([]);
    expect(problemsOf({ ...options, keyVault: { secrets: { stripe: false } } }, components)).toHaveLength(1);
  });

  test.each(["cosmos-connection-string", "storage-connection-string"])(
    "a function may refer to %s",
    (name) => {
      const components = upload({ environment: { CONNECTION: secret(name) } });
      expect(problemsOf({ keyVault: { connectionStrings: true } }, components)).toEqual([]);
    },
  );

  test.each([5, null, undefined, {}])("a function cannot have %p for a setting", (value) => {
    expect(problemsOf({}, upload({ environment: { MODE: value } }))).toHaveLength(1);
  });

  test("a function needs its container, which cannot be left out", () => {
    expect(problemsOf({ storage: { containers: { uploads: false } } })).toMatchObject([
      {
        path: "storage.containers.uploads",
        message: "components.processUploadFunction uses it",
        fix: "remove storage.containers.uploads",
      },
    ]);
  });
});

describe("a CRUD API", () => {
  const types = "string, number, boolean, timestamp, object, array";

  test.each([
    [
      { entityName: "" },
      bad(
        "components.api.entityName",
        'must be the singular name of an item, got ""',
        'give one such as "Feedback"',
      ),
    ],
    [
      { schema: {} },
      bad(
        "components.api.schema",
        "must be an object with the fields of an item, got {}",
        'add fields such as rating: "number"',
      ),
    ],
    [
      { schema: { id: "strnig" } },
      bad(
        "components.api.schema.id",
        `must have a type of ${types}, got "strnig". Did you mean "string"?`,
        "use one of them",
      ),
    ],
    [
      { schema: { id: { required: true } } },
      bad("components.api.schema.id", `must have a type of ${types}, got undefined`, "use one of them"),
    ],
    [
      { schema: { id: { type: "constructor" } } },
      bad("components.api.schema.id", `must have a type of ${types}, got "constructor"`, "use one of them"),
    ],
    [
      { partitionKey: "id" },
      bad(
        "components.api.partitionKey",
        'must be a path such as /id, got "id"',
        'write it like "/id" or "/address/city"',
      ),
    ],
    [
      { partitionKey: "/" },
      bad(
        "components.api.partitionKey",
        'must be a path such as /id, got "/"',
        'write it like "/id" or "/address/city"',
      ),
    ],
    [
      { partitionKey: "/ratnig" },
      bad(
        "components.api.partitionKey",
        'the schema has no field ratnig. Did you mean "rating"?',
        "use a field of the schema, or /id",
      ),
    ],
  ])("a CRUD API cannot have %j", (differences, expected) => {
    expect(problemsOf({}, api(differences))).toEqual([expected]);
  });

  test("a CRUD API cannot have null for a field", () => {
    expect(problemsOf({}, api({ schema: { id: null } }))).toHaveLength(1);
  });

  test("a path that begins with / is refused with the reason", () => {
    expect(problemsOf({}, api({ partitionKey: "/my key" }))[0]?.fix).not.toBe("begin it with /");
  });

  test("a CRUD API cannot disagree with the options about a partition key", () => {
    const containers = { feedback: { partitionKey: "/rating" } };
    expect(problemsOf({ cosmos: { containers } })).toMatchObject([
      {
        path: "components.feedbackApi.partitionKey",
        message:
          'container "feedback" has the partition key /id here and /rating in cosmos.containers.feedback',
        fix: "set the same partition key in both, or give one of them another name",
      },
    ]);
    expect(problemsOf({ cosmos: { containers: { feedback: { partitionKey: "/id" } } } })).toEqual([]);
  });

  test("a CRUD API cannot disagree with another component about a partition key", () => {
    const other = defineCrudApi({ ...feedbackApi, partitionKey: "/rating" });
    expect(problemsOf({}, { feedbackApi, other }).map(({ path }) => path)).toEqual([
      "components.other.name",
      "components.other.partitionKey",
    ]);
  });
});

describe("an unknown field", () => {
  test("an unknown field is refused at any depth, with the nearest name", () => {
    const api = {
      ...feedbackApi,
      entity: "Feedback",
      routes: { upsert: true, list: { pagesize: 5 } },
      schema: { id: "string", rating: { type: "number", validation: { maximum: 5 }, requird: true } },
    };
    const upload = {
      ...processUploadFunction,
      timeout: 300,
      trigger: { ...processUploadFunction.trigger, source: "x" },
    };
    expect(problemsOf({}, { api, upload }).map(({ path, message }) => `${path} ${message}`)).toEqual([
      "components.api.entity unknown field",
      'components.api.schema.rating.requird unknown field. Did you mean "required"?',
      "components.api.schema.rating.validation.maximum unknown field",
      "components.api.routes.upsert unknown field",
      'components.api.routes.list.pagesize unknown field. Did you mean "pageSize"?',
      "components.upload.timeout unknown field",
      "components.upload.trigger.source unknown field",
    ]);
  });
});
