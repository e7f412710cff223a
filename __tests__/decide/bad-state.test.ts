import fc from "fast-check";
import type { Problem } from "../../lib";
import { stateBackends } from "../../lib/decide/state-backends";
import { problem, problemsOf } from "../support/problems";
import { planned } from "../support/planned";

type Row = readonly [what: string, state: object, problems: readonly Problem[]];

const ADDRESS = "https://states.example.com/{stack}";

/** A secret that was found, and the variable that Terraform reads it from. */
function secret(name: string, variable: string): Problem {
  return problem(
    `state.config.${name}`,
    "is a secret, and would be readable in the stacks",
    `remove it, and set ${variable} in the environment of Terraform`,
  );
}

describe("state in another backend of Terraform", () => {
  test.each<Row>([
    [
      "without what its backend requires",
      { type: "s3" },
      [problem("state.config", "bucket is missing", "add bucket")],
    ],
    [
      "without anything that its backend requires",
      { type: "oci", config: {} },
      [
        problem("state.config", "bucket is missing", "add bucket"),
        problem("state.config", "namespace is missing", "add namespace"),
      ],
    ],
    [
      "at no address",
      { type: "http" },
      [
        problem(
          "state.config",
          "address is missing, and http has no default for it",
          "add address with {stack} for the id of the stack",
        ),
      ],
    ],
    [
      "at one address for all stacks",
      { type: "http", config: { address: "https://states.example.com/shop" } },
      [
        problem(
          "state.config.address",
          'is the same for every stack, got "https://states.example.com/shop"',
          "write {stack} in it, which is the id of the stack",
        ),
      ],
    ],
    [
      "with one lock for all stacks",
      { type: "http", config: { address: ADDRESS, lock_address: "https://states.example.com/lock" } },
      [
        problem(
          "state.config.lock_address",
          'is the same for every stack, got "https://states.example.com/lock"',
          "write {stack} in it, which is the id of the stack",
        ),
      ],
    ],
    [
      "with one key for all stacks",
      { type: "s3", config: { bucket: "b", key: "terraform.tfstate" } },
      [
        problem(
          "state.config.key",
          'is the same for every stack, got "terraform.tfstate"',
          "write {stack} in it, which is the id of the stack, or remove it",
        ),
      ],
    ],
    [
      "with an argument in another spelling",
      { type: "s3", config: { bucket: "b", dynamodbTable: "locks" } },
      [
        problem(
          "state.config.dynamodbTable",
          "is no name of an argument of Terraform",
          'write it "dynamodb_table"',
        ),
      ],
    ],
    [
      "with a password in an address",
      { type: "http", config: { address: "https://ci:geheim@states.example.com/{stack}" } },
      [
        problem(
          "state.config.address",
          "contains a password, which would be readable in the stacks",
          "remove the password, and set TF_HTTP_PASSWORD in the environment of Terraform",
        ),
      ],
    ],
    [
      "with a password in a connection string",
      { type: "pg", config: { conn_str: "host=db user=ci password=geheim" } },
      [
        problem(
          "state.config.conn_str",
          "contains a password, which would be readable in the stacks",
          "remove the password, and set PG_CONN_STR or PGPASSWORD in the environment of Terraform",
        ),
      ],
    ],
    [
      "with a secret in an argument of an argument",
      {
        type: "s3",
        config: { bucket: "b", assume_role_with_web_identity: { web_identity_token: "geheim" } },
      },
      [secret("assume_role_with_web_identity.web_identity_token", "AWS_WEB_IDENTITY_TOKEN_FILE")],
    ],
    [
      "with an argument that is missing a variable",
      { type: "s3", config: { bucket: "b", region: undefined } },
      [
        problem(
          "state.config.region",
          "is undefined: is an environment variable missing?",
          "give a string, or remove the entry",
        ),
      ],
    ],
    [
      "with arguments that are no object",
      { type: "s3", config: "b" },
      [problem("state.config", 'must be an object, got "b"', "give an object")],
    ],
    [
      "with an argument where an option is",
      { type: "s3", bucket: "b" },
      [
        problem(
          "state.bucket",
          'unknown option, got "b"',
          'use state.config, with the arguments in the names of Terraform: { bucket: "…" }',
        ),
      ],
    ],
    [
      "of type none with an argument",
      { type: "none", config: {} },
      [problem("state.config", "unknown option, got an object", "use one of type")],
    ],
  ])("is refused %s", (_what, state, expected) => {
    expect(problemsOf({ state })).toEqual(expected);
  });

  test.each(
    Object.entries(stateBackends).flatMap(([type, { secrets }]) =>
      Object.entries(secrets)
        .filter(([name]) => !name.includes("."))
        .map(([name, variable]) => [type, name, variable] as const),
    ),
  )("of type %s is refused with the secret %s, which is not printed", (type, name, variable) => {
    const problems = problemsOf({ state: { type, config: { [name]: "geheim" } } });
    expect(problems).toContainEqual(secret(name, variable));
    expect(JSON.stringify(problems)).not.toContain("geheim");
  });

  test("is refused where a name would be too long for the backend", () => {
    const environment = "integration-tests-of-the-shop";
    const environments = { [environment]: { extends: "dev" } };
    expect(
      problemsOf({
        project: "feedback-of-customers-in-europe",
        environment,
        environments,
        state: { type: "kubernetes" },
      }),
    ).toContainEqual(
      problem(
        "state.config",
        "secret_suffix would have 71 characters with the id feedback-of-customers-in-europe-integration-tests-of-the-shop-workloads, and kubernetes takes 63",
        "choose a shorter name of the project or environment",
      ),
    );
  });

  test("an environment replaces the state of the one that it extends as a whole", () => {
    const state = { type: "s3", config: { bucket: "b", region: "eu-central-1" } } as const;
    const environments = {
      base: { extends: "dev", state },
      other: { extends: "base", state: { type: "gcs", config: { bucket: "g" } } },
      same: { extends: "base", state: { type: "s3", config: { bucket: "c" } } },
    } as const;
    expect(planned({ environment: "other", environments }).state).toEqual({
      type: "gcs",
      config: { bucket: "g" },
    });
    expect(planned({ environment: "same", environments }).state).toEqual({
      type: "s3",
      config: { bucket: "c", region: "eu-central-1" },
    });
  });

  test("whatever the arguments are, a plan has them or says what is wrong with them", () => {
    const types = Object.keys(stateBackends) as readonly (keyof typeof stateBackends)[];
    const value = fc.oneof(
      fc.constantFrom("b", "{stack}", "https://x/{stack}", "https://u:p@x/{stack}"),
      fc.boolean(),
      fc.integer(),
      fc.constant(["a"]),
      fc.constant({ env: "x" }),
    );
    const name = fc.constantFrom(
      ...["bucket", "key", "prefix", "path", "address", "lock_address", "token", "password", "exec"],
      ...["secret_suffix", "schema_name", "namespace", "region", "dynamodbTable"],
    );
    fc.assert(
      fc.property(fc.constantFrom(...types), fc.dictionary(name, value), (type, config) => {
        const given = { ...config };
        const problems = problemsOf({ state: { type, config: given } });
        const { separator, secrets, required = [] } = stateBackends[type];
        const isSound =
          required.every((each) => given[each] !== undefined) &&
          Object.keys(given).every((each) => secrets[each] === undefined && each !== "dynamodbTable") &&
          !Object.values(given).includes("https://u:p@x/{stack}") &&
          !(type === "kubernetes" && JSON.stringify(given["exec"] ?? "").includes("env")) &&
          [separator, ...(type === "http" ? ["lock_address"] : [])].every(
            (each) => given[each] === undefined || JSON.stringify(given[each]).includes("{stack}"),
          ) &&
          (type !== "http" || given["address"] !== undefined);
        expect(problems.length === 0).toBe(isSound);
      }),
      { numRuns: 60 },
    );
  });
});
