import { explain } from "../../../lib";
import { notesOf, planned } from "../../support/planned";
import { problemsOf } from "../../support/problems";

describe("the last day", () => {
  test("the last day is a tag, and part of the plan", () => {
    const plan = planned({ environment: "pr-12", expires: "2026-12-07" });
    expect(plan.expires).toBe("2026-12-07");
    expect(plan.tags).toMatchObject({ expires: "2026-12-07", "pull-request": "12" });
    expect(explain(plan, "expires")).toBe('expires = "2026-12-07"  (your options)');
  });

  test("any environment may have one", () => {
    expect(planned({ environment: "dev", expires: "2026-12-07" }).tags).toMatchObject({
      expires: "2026-12-07",
    });
  });

  test("that of the environment that a pull request's extends is not its own", () => {
    const environments = { demo: { extends: "dev", expires: "2026-12-07" }, "pr-*": { extends: "demo" } };
    expect(planned({ environment: "pr-12", environments })).not.toHaveProperty("expires");
  });

  test.each(["2026-02-30", "2026-13-01", "07.12.2026", "2026-12-07T00:00:00Z", "", "soon"])(
    "%j is no day",
    (expires) => {
      expect(problemsOf({ environment: "pr-12", expires }).map(({ path }) => path)).toEqual(["expires"]);
    },
  );

  test("tags that say otherwise are refused", () => {
    const tags = { "Pull-Request": "13", expires: "2026-12-08" };
    expect(problemsOf({ environment: "pr-12", expires: "2026-12-07", tags })).toMatchObject([
      { path: "tags.Pull-Request", message: 'is set to "12" by the name of the environment, got "13"' },
      { path: "tags.expires", message: 'is set to "2026-12-07" by the option expires, got "2026-12-08"' },
    ]);
    expect(problemsOf({ environment: "pr-12", tags: { expires: "2026-12-08" } })).toMatchObject([
      { path: "tags.expires", fix: "set expires instead of this tag" },
    ]);
    expect(problemsOf({ environment: "pr-12", tags: { "pull-request": "12" } })).toEqual([]);
    expect(problemsOf({ environment: "dev", tags: { expires: "never", "pull-request": "none" } })).toEqual(
      [],
    );
  });

  test("tags that Terraform ignores keep their first day, which is said", () => {
    const plan = planned({ environment: "pr-12", expires: "2026-12-07", ignoreTags: ["expires"] });
    expect(notesOf(plan).find((note) => note.startsWith("note ignoreTags"))).toContain("the tags expires");
  });
});
