import { problem, problemsOf } from "../../support/problems";

test.each<[string, why: string, instead: string]>([
  [
    "cosmos",
    "every backend has a database, in which CRUD APIs store their items",
    'use an existing account with external.cosmos, or set cosmos.mode to "Serverless", which is charged by use only',
  ],
  [
    "storage",
    "the Functions host stores its keys, its locks and the package of the app in it",
    "use an existing account with external.storage, and turn off single queues and tables with storage.queues and storage.tables",
  ],
  [
    "keyVault",
    "all secrets are stored in it, for example jwt-secret",
    "use an existing key vault with external.keyVault",
  ],
  [
    "functionApp",
    "the function app runs the components",
    "remove functionApp, or set its options, such as functionApp.plan",
  ],
  [
    "logs",
    "Application Insights and the alerts need a workspace",
    "use an existing workspace with external.logAnalytics, or turn off single categories with logs.diagnostics",
  ],
])("%s: false is refused, with why the service is required and what to do instead", (name, why, instead) => {
  expect(problemsOf({ [name]: false })).toEqual([problem(name, `cannot be turned off: ${why}`, instead)]);
});

test("cosmos: false of a user's environment is refused with the same message, under its name", () => {
  const environments = { qa: { extends: "dev", cosmos: false } };
  expect(problemsOf({ environment: "qa", environments })).toMatchObject([
    {
      path: "environments.qa.cosmos",
      message: expect.stringContaining("cannot be turned off") as string,
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
