import { engines, version } from "../../package.json";
import { planBackend } from "../../lib";
import { retirements } from "../../lib/azure/retirements";
import { bindingsVersion } from "../../lib/provider/bindings-version";
import { OLDEST_TERRAFORM, PROVIDER_VERSION } from "../../lib/provider/version";
import { lowestVersion } from "../../lib/provider/version-range";
import { RECOMMENDED_NODE, nodeReleases } from "../../scripts/node-releases";
import { textOf } from "../support/documents";
import { processUploadFunction } from "../support/sample";

const page = textOf("docs/reference/versions.md");

describe("Node.js", () => {
  test("the oldest version of the page is the lowest that package.json accepts", () => {
    expect(Number(/^>=(\d+)\.\d+$/.exec(engines.node)?.[1])).toBe(nodeReleases[0]?.major);
  });

  test("versions are even, since odd ones get no long-term support, and none is left out", () => {
    const [oldest = { major: 0 }] = nodeReleases;
    expect(nodeReleases.map(({ major }) => major)).toEqual(
      nodeReleases.map((_release, index) => oldest.major + 2 * index),
    );
  });

  test("the recommended version is the one that functions have by default", () => {
    const plan = planBackend({ processUploadFunction }, { project: "shop", location: "westeurope" });
    expect(plan.settings.functionApp.runtime).toBe(`node:${RECOMMENDED_NODE}`);
    expect(page).toContain(`| ${RECOMMENDED_NODE} |`);
  });

  test("Azure Functions ends a version on the day on which Node.js does", () => {
    const ends = new Map(nodeReleases.map(({ major, ends }) => [major, ends]));
    expect(retirements["node-20"].date).toBe(ends.get(20));
    expect(retirements["node-22"].date).toBe(ends.get(22));
  });
});

describe("azurerm and Terraform", () => {
  /** The first version of each row of the table, with what the library does with it. */
  const rows = [...page.matchAll(/^\| (\d+\.\d+\.\d+) or later[^|]*\| (accepted|refused)/gm)].map(
    ([, from = "", state = ""]) => [from, state] as const,
  );

  test.each(rows)("a backend that asks for azurerm %s is %s", (from, state) => {
    expect("lowest" in lowestVersion(from, bindingsVersion)).toBe(state === "accepted");
  });

  test("the table begins with the version of the bindings, and has the default", () => {
    expect(rows.map(([from]) => from)).toEqual(expect.arrayContaining([bindingsVersion, PROVIDER_VERSION]));
    expect(rows[0]?.[0]).toBe(bindingsVersion);
  });

  test("the page has the lowest version of Terraform that stacks require", () => {
    expect(page).toContain(`Every stack requires Terraform ${OLDEST_TERRAFORM} or later.`);
  });
});

test("every release that has upgrade notes in the changelog has a section in the upgrade guide", () => {
  const changelog = textOf("CHANGELOG.md");
  const [, ...sections] = changelog.split(/^## \[/m);
  const withNotes = sections
    .filter((section) => /^### Upgrade notes$/m.test(section))
    // What is not released yet is going to be the version of package.json.
    .map((section) => section.slice(0, section.indexOf("]")).replace("Unreleased", version));
  const guide = [...textOf("docs/upgrade.md").matchAll(/^### (\d+\.\d+\.\d+.*)$/gm)].map(
    ([, release]) => release,
  );
  expect(withNotes.length).toBeGreaterThan(0);
  expect(guide).toEqual(expect.arrayContaining(withNotes));
});
