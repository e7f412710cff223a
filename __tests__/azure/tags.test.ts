import { mergeTags, tagFaults } from "../../lib/azure/names/tags";

const x = (count: number): string => "x".repeat(count);

describe("tags", () => {
  test("tags of the user override the default ones in any case", () => {
    const defaults = { project: "feedback", environment: "dev" };
    expect(mergeTags(defaults, { Project: "own", owner: "me" })).toEqual({
      environment: "dev",
      Project: "own",
      owner: "me",
    });
    expect(mergeTags(defaults, {})).toEqual(defaults);
  });

  const many = (count: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, index) => [`t${index}`, "v"]));

  test.each<[string, Readonly<Record<string, string>>]>([
    ["47 tags", many(47)],
    ["a name of 128 characters", { [x(128)]: "v" }],
    ["a value of 256 characters", { owner: x(256) }],
    ["an empty value", { owner: "" }],
    ["any character in a value", { owner: "a<b>%&\\?/ä" }],
    ["spaces and colons in a name", { "cost center: a": "v" }],
  ])("tags may have %s", (_what, tags) => {
    expect(tagFaults(tags)).toEqual({});
  });

  test.each<[string, Readonly<Record<string, string>>, string, RegExp]>([
    ["more than 47, since three are added", many(48), "", /50 tags.*got 48/],
    ["no name", { "": "v" }, "", /needs a name/],
    ["a name of 129 characters", { [x(129)]: "v" }, x(129), /at most 128/],
    ["a value of 257 characters", { owner: x(257) }, "owner", /at most 256/],
    ["the same name twice without case", { owner: "a", Owner: "b" }, "Owner", /same tag as "owner"/],
  ])("tags may not have %s", (_what, tags, name, fault) => {
    expect(Object.keys(tagFaults(tags))).toEqual([name]);
    expect(tagFaults(tags)[name]).toMatch(fault);
  });

  test.each(["<", ">", "%", "&", "\\", "?", "/"])("tags may not have %s in a name", (character) => {
    expect(tagFaults({ [`a${character}b`]: "v" })).toEqual({
      [`a${character}b`]: "a tag name must not contain < > % & \\ ? /",
    });
  });
});
