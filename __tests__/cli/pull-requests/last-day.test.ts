import { readFileSync } from "node:fs";
import { join } from "node:path";
import { lastDay } from "../../../lib/cli/pull-requests/last-day";
import type { AppProject } from "../../support/app-project";
import { fakeTerraform } from "../../support/fake-terraform";
import { pullRequestProject } from "../../support/pull-request-app";
import { callTool } from "../../support/tool";

describe("a last day", () => {
  test.each([
    ["2026-12-07", "2026-12-07"],
    ["7d", "2026-12-07"],
    ["0d", "2026-11-30"],
    ["90d", "2027-02-28"],
  ])("%s is %s", (given, day) => {
    expect(lastDay(given, "2026-11-30")).toBe(day);
  });

  test.each(["", "soon", "7", "91d", "-1d", "2026-02-30", "07.12.2026", "1000d", "7 d"])(
    "%j is none",
    (given) => {
      expect(() => lastDay(given, "2026-11-30")).toThrow(
        `--expires must be a day such as 2026-12-07, or up to 90 days from today such as 7d; got "${given}".`,
      );
    },
  );
});

describe("deploy", () => {
  let project: AppProject;
  beforeAll(() => {
    project = pullRequestProject();
  });
  afterAll(() => {
    project.remove();
  });

  const deployed = (...args: readonly string[]) =>
    callTool(
      [
        "deploy",
        "--terraform",
        fakeTerraform(project.folder, "1.11.4", { init: "process.exit(1)" }),
        ...args,
      ],
      {
        cwd: project.folder,
        today: "2026-11-30",
      },
    );

  test.each([
    [
      ["--environment", "pr-12"],
      "pr-12 is the environment of a pull request and has no last day: set it with --expires",
    ],
    [
      ["--environment", "pr-12", "--expires", "2026-11-29"],
      "The last day of pr-12 is over: 2026-11-29. Set a later one.",
    ],
    [
      ["--environment", "pr-12", "--expires", "tomorrow"],
      '--expires must be a day such as 2026-12-07, or up to 90 days from today such as 7d; got "tomorrow".',
    ],
    [
      ["--environment", "dev", "--expires", "7d"],
      "--expires is for environments of pull requests, and dev is none: set the option expires.",
    ],
    [["--environment", "pr-0", "--expires", "7d"], "such as pr-12"],
  ])("%j is refused before Terraform is asked for anything", async (args, message) => {
    const { status, stderr } = await deployed(...args);
    expect(stderr).toContain(message);
    expect(status).not.toBe(0);
    expect(stderr).not.toContain("initialise");
  });

  test("--expires is the tag of every resource, and Terraform is asked", async () => {
    const { stderr } = await deployed("--environment", "pr-12", "--expires", "7d");
    expect(stderr).toContain("initialise shop-pr-12-network");
    const text = readFileSync(
      join(project.folder, "cdktf.out/stacks/shop-pr-12-platform/cdk.tf.json"),
      "utf8",
    );
    expect(text).toContain('"expires": "2026-12-07"');
    expect(text).toContain('"pull-request": "12"');
  });

  test("an app that defines other environments alone is told how to define this one", async () => {
    const fixed = pullRequestProject('{ environment: "dev" }');
    try {
      const { status, stderr } = await callTool(["deploy", "--environment", "pr-12", "--expires", "7d"], {
        cwd: fixed.folder,
        today: "2026-11-30",
      });
      expect({ status, stderr }).toMatchObject({ status: 64 });
      expect(stderr).toContain(
        'The app has no environment "pr-12", only dev. Define the environment of BACKEND_ENVIRONMENT, which is pr-12',
      );
    } finally {
      fixed.remove();
    }
  });

  test("a day of the options that --expires would change is refused", async () => {
    const own = pullRequestProject('{ expires: "2026-12-24" }');
    try {
      const { status, stderr } = await callTool(
        [
          "deploy",
          "--environment",
          "pr-12",
          "--expires",
          "7d",
          "--terraform",
          fakeTerraform(own.folder, "1.11.4"),
        ],
        { cwd: own.folder, today: "2026-11-30" },
      );
      expect({ status, isSaid: stderr.includes("The options set expires to 2026-12-24") }).toEqual({
        status: 64,
        isSaid: true,
      });
    } finally {
      own.remove();
    }
  });
});
