import { type BackendOptions, type CostEstimate, estimateCost, formatCost, planBackend } from "../../lib";
import type { CostUsage } from "../../lib/cost/usage";
import { sumOf } from "../../lib/services/contract/service-cost";
import { feedbackApi, processUploadFunction } from "../support/sample";

function estimated(options: BackendOptions = {}, usage: CostUsage = {}): CostEstimate {
  return estimateCost(
    planBackend(
      { feedbackApi, processUploadFunction },
      { project: "feedback", location: "eastus2", ...options },
    ),
    usage,
  );
}

/** What the lines with a meter cost together. */
function costOf({ lines }: CostEstimate, meter: string): { low: number; high: number } {
  return sumOf(lines.flatMap(({ meter: each, cost }) => (each.startsWith(meter) && cost ? [cost] : [])));
}

describe("an estimate", () => {
  test("an estimate names the region whose prices replace missing ones", () => {
    const { lines, notes } = estimated({ location: "norwayeast" });
    expect(lines.find(({ meter }) => meter === "cosmos.serverless")).toMatchObject({
      region: "norwayeast",
      pricedAs: "eastus2",
    });
    expect(notes).toContainEqual(
      expect.stringMatching(
        /^norwayeast priced as eastus2 where it has no price of its own: with the prices of 13 other regions, \d+ % less to \d+ % more$/,
      ),
    );
    expect(estimated({ location: "westeurope" }).notes.join()).not.toContain("westeurope priced as");
  });

  test("an estimate tells how far the prices of the regions that it knows are from those of a second region", () => {
    const { notes, lines } = estimated({ location: "uksouth", environment: "prod" });
    const ukwest = lines.filter(({ region, cost }) => region === "ukwest" && cost !== undefined);
    expect(ukwest.map(({ pricedAs }) => pricedAs)).toContain("eastus2");
    // Brazil South is the dearest: $0.024 for 100 RU/s with several writers, where East US 2 is $0.016.
    const note = notes.find((each) => each.startsWith("ukwest priced as eastus2"));
    expect(note).toMatch(/with the prices of 13 other regions, the same to 50 % more$/);
    expect(notes.filter((each) => each.startsWith("uksouth priced as"))).toEqual([]);
  });

  test("an estimate has Front Door's prices in the zone of the location", () => {
    const at = (location: "eastus2" | "australiaeast"): CostEstimate =>
      estimated({ location, optional: { cdn: true } }, { cdn: { outGB: 500, requests: 1e6, inGB: 10 } });
    expect(costOf(at("eastus2"), "frontDoor.standard.out").high).toBe(41.25);
    expect(costOf(at("australiaeast"), "frontDoor.standard.out").high).toBe(56);
    expect(costOf(at("australiaeast"), "frontDoor.standard.requests").high).toBe(1.13);
    expect(costOf(at("australiaeast"), "frontDoor.standard.in").high).toBe(0.8);
    expect(at("australiaeast").notes).toContainEqual(
      expect.stringMatching(
        /^Front Door priced as Zone 4, that of the location; .*: with the prices of other zones, /,
      ),
    );
    expect(formatCost(at("australiaeast"))).toContain("out to clients, Zone 4");
  });

  test("an estimate has Azure's two classes of operations on queues", () => {
    const usage = { storage: { queueMessages: 10_000, queuePolls: 10_000 } };
    expect(costOf(estimated({ environment: "prod" }, usage), "storage.queue.gzrs.write").high).toBe(0.02);
    expect(costOf(estimated({ environment: "prod" }, usage), "storage.queue.gzrs.read").high).toBe(0);
    const polls = estimated({ environment: "prod" }, { storage: { queuePolls: 1e6 } });
    expect(costOf(polls, "storage.queue.gzrs.read").high).toBe(0.4);
  });

  test("an estimate says what traffic is not counted", () => {
    const between = "traffic between regions, which copies of data in Cosmos DB are, is not counted";
    expect(estimated({ environment: "prod" }).notes).toContain(between);
    expect(estimated().notes).not.toContain(between);
    expect(estimated().notes).toContain(
      "traffic to the internet and Microsoft Defender for Cloud are not counted",
    );
  });
});
