import * as yaml from "prettier/plugins/yaml";
import { format } from "prettier/standalone";
import { examplePlan, examplePlans, githubPlans, textsOf, withPullRequests } from "./example-plan";

test("an image is built, and released where it runs", () => {
  const plan = githubPlans["an environment whose app runs an image"]?.("github") ?? examplePlan("github");
  const texts = textsOf(plan);
  for (const what of ["deploy", "environment"])
    expect(texts[`.github/workflows/backend-${what}.yml`]).toMatchSnapshot();
});

describe.each(["github", "azure-devops"] as const)("%s", (system) => {
  test.each(Object.entries(textsOf(examplePlan(system))))("%s", (_path, text) => {
    expect(text).toMatchSnapshot();
  });

  test.each(
    Object.entries(textsOf(withPullRequests(examplePlan(system)))).filter(([path]) =>
      /pull-request|expired/.test(path),
    ),
  )("%s, of pull requests", (_path, text) => {
    expect(text).toMatchSnapshot();
  });

  test("environments of pull requests change no byte of the other files", () => {
    expect(textsOf(withPullRequests(examplePlan(system)))).toMatchObject(textsOf(examplePlan(system)));
  });

  // Who formats the repository would otherwise edit what is generated.
  test.each(Object.entries(system === "github" ? githubPlans : examplePlans))(
    "Prettier leaves every file as it is: %s",
    async (_name, planFor) => {
      for (const text of Object.values(textsOf(planFor(system))))
        expect(await format(text, { parser: "yaml", plugins: [yaml] })).toBe(text);
    },
  );
});
