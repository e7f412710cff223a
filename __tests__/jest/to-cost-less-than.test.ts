import { Testing } from "cdktf";
import { defineBackend, estimateCost, planBackend } from "../../lib";
import "../../lib/jest";
import { estimateWith } from "../../lib/cost/estimate";
import { priceBook } from "../../lib/cost/price-book";
import { feedbackApi, processUploadFunction } from "../support/sample";

const components = { feedbackApi, processUploadFunction };
const where = { project: "feedback", location: "eastus2" } as const;
const plan = planBackend(components, where);
const { total } = estimateCost(plan);

/** Without the price of one meter. */
const unknown = estimateWith(
  {
    ...priceBook,
    meters: Object.fromEntries(
      Object.entries(priceBook.meters).map(([name, meter]) => [
        name,
        name === "cosmos.serverless" ? { ...meter, source: "unknown", prices: {} } : meter,
      ]),
    ),
  },
  plan,
  {},
);

function messageOf(assertion: () => void): string {
  try {
    assertion();
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  throw new Error("the assertion held");
}

describe("toCostLessThan", () => {
  test("toCostLessThan compares the most that a backend, a plan or an estimate costs", () => {
    const backend = defineBackend(components, { ...where, app: Testing.app() });
    for (const each of [backend, plan, estimateCost(plan)]) {
      expect(each).toCostLessThan(total.high + 0.01);
      expect(each).not.toCostLessThan(total.high);
    }
  });

  test("toCostLessThan takes what is known of the use", () => {
    expect(plan).toCostLessThan(total.high, { cosmos: { requestUnits: 0 } });
    expect(plan).not.toCostLessThan(total.high + 1, { cosmos: { requestUnits: 1e9 } });
  });

  test("toCostLessThan shows the lines that make up the sum", () => {
    const message = messageOf(() => {
      expect(plan).toCostLessThan(1);
    });
    expect(message).toContain("expected it to cost less than $1 a month, got $");
    expect(message).toMatch(/cosmos +requests, serverless .* \$37\.50/);
    expect(
      messageOf(() => {
        expect(plan).not.toCostLessThan(5000);
      }),
    ).toContain("expected it not to cost less than $5000 a month");
  });

  test("toCostLessThan fails either way where an unknown price decides, unless it may be left out", () => {
    const undecided = [
      () => {
        expect(unknown).toCostLessThan(5000);
      },
      () => {
        expect(unknown).not.toCostLessThan(5000);
      },
    ];
    for (const assertion of undecided)
      expect(messageOf(assertion)).toContain("no price is known for cosmos: requests, serverless");
    expect(unknown).toCostLessThan(5000, {}, { allowUnknownPrices: true });
    // What is known is too much already.
    expect(unknown).not.toCostLessThan(1);
  });

  test("toCostLessThan refuses what it cannot compare", () => {
    expect(
      messageOf(() => {
        expect({}).toCostLessThan(1);
      }),
    ).toContain("needs a backend, a plan or an estimate");
    expect(
      messageOf(() => {
        expect(plan).toCostLessThan(Number.NaN);
      }),
    ).toContain("needs an amount in US dollars a month");
    expect(
      messageOf(() => {
        expect(estimateCost(plan)).toCostLessThan(1, { cosmos: { dataGB: 1 } });
      }),
    ).toContain("an estimate already includes its usage");
  });
});
