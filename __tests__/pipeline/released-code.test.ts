import type { RepositoryFacts } from "../../lib/pipeline/repository-facts";
import { facts } from "./example-plan";
import { azureDevOps, github } from "./example-settings";
import { settingsOf, appPlan, planned } from "./planned-pipeline";

describe("the code that is released", () => {
  const CONTAINER = { functionApp: { container: true }, optional: { containerRegistry: true } };
  const withDockerfile: RepositoryFacts = { ...facts, hasDockerfile: true };
  const withImage = settingsOf(github, (settings) => {
    settings.image = "ghcr.io/acme/notes";
  });

  test.each([
    ["a package", {}, { takesPackage: true, takesImage: false }],
    [
      "a package at a URL",
      { functionApp: { package: { url: "https://packages.example/notes.zip" } } },
      { takesPackage: false, takesImage: false, notReleased: "its code is a package at a URL of yours" },
    ],
    [
      "a content share",
      { functionApp: { package: "content-share" } },
      { takesPackage: false, takesImage: false, notReleased: "its code is in a content share" },
    ],
    [
      "an image",
      CONTAINER,
      {
        takesPackage: false,
        takesImage: false,
        notReleased: "its code is an image, and pipeline.json has no image",
      },
    ],
  ])("of %s", (_name, options, expected) => {
    const plans = [appPlan("dev"), appPlan("prod", options)];
    expect(planned(settingsOf(github), plans)).toMatchObject({
      environments: [
        { name: "dev", takesPackage: true },
        { name: "prod", ...expected },
      ],
    });
  });

  test("an image that pipeline.json names is released where an app runs one", () => {
    const plans = [appPlan("dev"), appPlan("prod", CONTAINER)];
    expect(planned(withImage, plans, withDockerfile)).toMatchObject({
      image: "ghcr.io/acme/notes",
      environments: [
        { name: "dev", takesPackage: true, takesImage: false },
        { name: "prod", takesPackage: false, takesImage: true },
      ],
    });
  });

  test("an image needs a Dockerfile, and a registry that the backend makes", () => {
    const plans = [appPlan("dev", { functionApp: { container: true } }), appPlan("prod", CONTAINER)];
    expect(planned(withImage, plans)).toEqual([
      "Dockerfile: is missing beside pipeline.json: the job image builds the image with it",
      "environments.dev: its app runs an image, and the backend makes no registry that could import it from ghcr.io",
    ]);
  });

  test("an image that nothing runs is a problem, and so is one on Azure DevOps", () => {
    expect(planned(withImage)).toEqual(["image: no environment runs an image"]);
    const onAzure = settingsOf(azureDevOps, (settings) => {
      settings.image = "ghcr.io/acme/notes";
    });
    expect(planned(onAzure, [appPlan("dev", CONTAINER)], withDockerfile)).toEqual([
      "image: is for GitHub: a job of Azure Pipelines has no registry that it can push to with its own token",
    ]);
  });
});
