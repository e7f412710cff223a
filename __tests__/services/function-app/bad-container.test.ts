import { redacted } from "../../../lib/settings/redacted";
import { problem, problemsOf } from "../../support/problems";

const CONTAINER = "functionApp.container";
const said = (path: string, value: unknown): string => `your options (${path} = ${redacted(value)})`;
const bad = (functionApp: object, more: object = {}) =>
  problemsOf({ ...more, functionApp: { container: true, ...functionApp } });

describe("choices that contradict a container", () => {
  test.each(["Y1", "FC1"])("a chosen plan %s is kept, and refused beside a container", (plan) => {
    expect(bad({ plan })).toContainEqual(
      problem(
        "functionApp.plan",
        `${plan} does not run container images`,
        `set functionApp.plan to "EP1", or remove ${CONTAINER}`,
        said("functionApp.plan", plan),
        said(CONTAINER, true),
      ),
    );
  });

  test("chosen Windows is kept, and refused beside a container", () => {
    expect(bad({ os: "windows" })).toEqual([
      problem(
        "functionApp.os",
        "Azure Functions runs container images on Linux only",
        `remove functionApp.os or ${CONTAINER}`,
        said("functionApp.os", "windows"),
        said(CONTAINER, true),
      ),
    ]);
  });

  test.each(["content-share", { url: "https://example.com/code.zip" }])(
    "a chosen package %j is kept, and refused beside a container",
    (source) => {
      expect(bad({ package: source })[0]).toMatchObject({
        path: "functionApp.package",
        message: "the code is in the image",
        fix: `remove functionApp.package or ${CONTAINER}`,
      });
    },
  );
});

describe("an image", () => {
  test.each(["feedback", "Feedback:1", "https://a.io/b:1"])("an image is not written %j", (image) => {
    expect(bad({ container: { image } })).toEqual([
      problem(
        `${CONTAINER}.image`,
        `must be an image with a tag or a digest, got ${redacted(image)}`,
        'write it like "feedback:1.4.2", or "registry.example.com/team/feedback:1.4.2"',
        said(`${CONTAINER}.image`, image),
      ),
    ]);
  });

  test("an image of the backend's own registry needs the registry", () => {
    const image = "feedback:1.4.2";
    expect(bad({ container: { image } })).toEqual([
      problem(
        `${CONTAINER}.image`,
        '"feedback:1.4.2" has no registry host, and this backend has no registry',
        "set optional.containerRegistry to true, or begin with the host of a registry",
        said(`${CONTAINER}.image`, image),
        'environment "dev" (optional.containerRegistry.enabled = false)',
      ),
    ]);
    expect(bad({ container: { image } }, { optional: { containerRegistry: true } })).toEqual([]);
  });

  test("an image needs no registry where the container is switched off", () => {
    expect(bad({ container: { enabled: false, image: "nonsense" } })).toEqual([]);
  });
});
