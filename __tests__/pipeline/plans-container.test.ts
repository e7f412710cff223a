import { plansContainerOf } from "../../lib/pipeline/plans-container";

describe("the container of saved plans", () => {
  test("is named for that of the state, in the same account", () => {
    expect(plansContainerOf({ storageAccountName: "sttfstate", containerName: "tfstate" })).toEqual({
      storageAccountName: "sttfstate",
      containerName: "tfstate-plans",
    });
  });

  test("has a name that Azure takes, up to the longest that the container of the state may have", () => {
    const longest = plansContainerOf({ storageAccountName: "st", containerName: "a".repeat(57) });
    expect(longest.containerName).toHaveLength(63);
    expect(() => plansContainerOf({ storageAccountName: "st", containerName: "a".repeat(58) })).toThrow(
      /"a{58}-plans"[^]*Set state\.containerName to a name of at most 57 characters\.$/,
    );
  });
});
