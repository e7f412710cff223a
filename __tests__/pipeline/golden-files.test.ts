import * as yaml from "prettier/plugins/yaml";
import { format } from "prettier/standalone";
import { examplePlan, examplePlans, textsOf } from "./example-plan";

describe.each(["github", "azure-devops"] as const)("%s", (system) => {
  test.each(Object.entries(textsOf(examplePlan(system))))("%s", (_path, text) => {
    expect(text).toMatchSnapshot();
  });

  // Who formats the repository would otherwise edit what is generated.
  test.each(Object.entries(examplePlans))(
    "Prettier leaves every file as it is: %s",
    async (_name, planFor) => {
      for (const text of Object.values(textsOf(planFor(system))))
        expect(await format(text, { parser: "yaml", plugins: [yaml] })).toBe(text);
    },
  );
});
