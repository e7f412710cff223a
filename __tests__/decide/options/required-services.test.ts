import { requiredServices } from "../../../lib/decide/options/required-services";
import { problem, problemsOf } from "../../support/problems";

test.each(["cosmos", "storage", "keyVault", "functionApp", "logs"] as const)(
  "%s cannot be left out, and says why and what to do instead",
  (name) => {
    const required = requiredServices[name];
    expect(required).toBeDefined();
    const expected = problem(name, `cannot be left out: ${required?.why ?? ""}`, required?.instead ?? "");
    expect(problemsOf({ [name]: false })).toEqual([expected]);
  },
);

test("an environment of one's own is told the same, under its name", () => {
  const environments = { qa: { extends: "dev", cosmos: false } };
  expect(problemsOf({ environment: "qa", environments })).toMatchObject([
    {
      path: "environments.qa.cosmos",
      message: expect.stringContaining("cannot be left out") as string,
      from: ['your environment "qa"'],
    },
  ]);
});

test("another value is still one of the wrong type", () => {
  expect(problemsOf({ cosmos: "no" })).toMatchObject([
    { path: "cosmos", message: 'must be an object, got "no"' },
  ]);
  expect(problemsOf({ cosmos: true })).toMatchObject([{ message: "must be an object, got true" }]);
});
