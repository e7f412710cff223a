import { problem, problemsOf } from "../../support/problems";

test.each<[string, why: string, instead: string]>([
  [
    "cosmos",
    "CRUD APIs keep their items there, and every backend has a database for them",
    'bring an account that exists with external.cosmos, or set cosmos.mode to "Serverless", which costs by use alone',
  ],
  [
    "storage",
    "the Functions host keeps its keys, its locks and the app's package there",
    "bring an account that exists with external.storage, and switch off single queues and tables by storage.queues and storage.tables",
  ],
  [
    "keyVault",
    "secrets are there and nowhere else, jwt-secret among them",
    "bring a vault that exists with external.keyVault",
  ],
  [
    "functionApp",
    "it runs the components: without it there is no backend",
    "leave functionApp out, or set its options, such as functionApp.plan",
  ],
  [
    "logs",
    "Application Insights and the alerts need a workspace",
    "bring a workspace that exists with external.logAnalytics, or switch off single categories by logs.diagnostics",
  ],
])("%s: false is refused, with why the service is required and what to do instead", (name, why, instead) => {
  expect(problemsOf({ [name]: false })).toEqual([problem(name, `cannot be left out: ${why}`, instead)]);
});

test("cosmos: false of a user's environment is refused with the same message, under its name", () => {
  const environments = { qa: { extends: "dev", cosmos: false } };
  expect(problemsOf({ environment: "qa", environments })).toMatchObject([
    {
      path: "environments.qa.cosmos",
      message: expect.stringContaining("cannot be left out") as string,
      from: ['your environment "qa"'],
    },
  ]);
});

test("a value that is neither an object nor false is refused as one of the wrong type", () => {
  expect(problemsOf({ cosmos: "no" })).toMatchObject([
    { path: "cosmos", message: 'must be an object, got "no"' },
  ]);
  expect(problemsOf({ cosmos: true })).toMatchObject([{ message: "must be an object, got true" }]);
});
