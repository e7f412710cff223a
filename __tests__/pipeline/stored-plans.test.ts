import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { StoredPlanNotes } from "../../lib/pipeline/applied-plans";
import { deletePlans, fetchPlans, savedPlanOf } from "../../lib/pipeline/fetch-plans";
import { storePlans } from "../../lib/pipeline/store-plans";
import { blobNames, folderOf } from "../../lib/pipeline/stored-plans";
import { KeptBlobs, STORED_STACKS, hash, planIn, saved } from "../support/stored-plans";

const STACKS: readonly string[] = STORED_STACKS;

let folder = "";
let fetched = "";
let blobs: KeptBlobs;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "stored-"));
  fetched = join(folder, "fetched");
  blobs = new KeptBlobs();
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

describe("plans that are stored", () => {
  test("come back as they were, for their owner alone, and are deleted but for the list", async () => {
    const stored = saved(folder);
    await storePlans(blobs, stored, folder);
    await fetchPlans(blobs, stored, STACKS, fetched);
    expect(readdirSync(fetched)).toEqual(STACKS.flatMap((id) => [`${id}.json`, `${id}.tfplan`]));
    for (const file of readdirSync(fetched)) {
      expect(readFileSync(join(fetched, file)).equals(readFileSync(join(folder, file)))).toBe(true);
      expect(statSync(join(fetched, file)).mode & 0o777).toBe(0o600);
    }
    expect(statSync(fetched).mode & 0o777).toBe(0o700);
    await deletePlans(blobs, stored, STACKS);
    expect([...blobs.blobs.keys()]).toEqual(["shop/dev/1f0c2ab-17-1/stored-plans.json"]);
  });

  test("the same plans are stored twice without an error, also after a run that stopped", async () => {
    const stored = saved(folder);
    await storePlans(blobs, stored, folder);
    await storePlans(blobs, stored, folder);
    const all = new Map(blobs.blobs);
    blobs.blobs.delete("shop/dev/1f0c2ab-17-1/stored-plans.json");
    blobs.blobs.delete(
      `shop/dev/1f0c2ab-17-1/${blobNames(STACKS[1] ?? "", planIn(stored, STACKS[1] ?? "")).json}`,
    );
    await storePlans(blobs, stored, folder);
    expect(new Map([...blobs.blobs].sort())).toEqual(new Map([...all].sort()));
  });

  test("other plans under the same key are an error, and nothing that is there changes", async () => {
    await storePlans(blobs, saved(folder), folder);
    const before = new Map(blobs.blobs);
    await expect(storePlans(blobs, saved(folder, "two"), folder)).rejects.toThrow(
      "The key 1f0c2ab-17-1 has other plans of dev already, and nothing that is stored is overwritten: use a key of this run alone",
    );
    for (const [name, content] of before) expect(blobs.blobs.get(name)).toBe(content);
  });

  test("a list whose answer was lost is no other run's", async () => {
    const stored = saved(folder);
    const create = blobs.create.bind(blobs);
    blobs.create = async (name, content) => (
      await create(name, content),
      name.endsWith("stored-plans.json") ? "unclear" : "created"
    );
    await expect(storePlans(blobs, stored, folder)).resolves.toBeUndefined();
  });

  test("every one that is gone or another is said at once, before any is used", async () => {
    const stored = saved(folder);
    await storePlans(blobs, stored, folder);
    const [network, platform] = Object.entries(stored.stacks).map(([id, plan]) => blobNames(id, plan));
    blobs.blobs.delete(`${folderOf(stored)}/${network?.tfplan ?? ""}`);
    await blobs.write(`${folderOf(stored)}/${platform?.json ?? ""}`, "{}");
    const failure = fetchPlans(blobs, stored, STACKS, fetched);
    await expect(failure).rejects.toThrow(
      [
        "The plans stored as 1f0c2ab-17-1 cannot be applied, and nothing was applied.",
        `- not there: ${network?.tfplan ?? ""}. The container's rule has deleted them because they are too old`,
      ].join("\n"),
    );
    await expect(failure).rejects.toThrow(
      `- not the ones that were reviewed, by their SHA-256: ${platform?.json ?? ""}.`,
    );
    expect(existsSync(join(fetched, "shop-dev-platform.json"))).toBe(false);
  });

  test("one changed byte, anywhere, is found", async () => {
    const stored = saved(folder);
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.integer({ min: 1, max: 255 }), async (at, by) => {
        blobs.blobs.clear();
        await storePlans(blobs, stored, folder);
        const names = [...blobs.blobs.keys()].filter((name) => !name.endsWith("stored-plans.json"));
        const name = names[at % names.length] ?? "";
        const bytes = Uint8Array.from(blobs.blobs.get(name) ?? []);
        const place = at % bytes.length;
        bytes[place] = ((bytes[place] ?? 0) + by) % 256;
        blobs.blobs.set(name, bytes);
        await expect(fetchPlans(blobs, stored, STACKS, fetched)).rejects.toThrow(
          "not the ones that were reviewed",
        );
      }),
      { numRuns: 50 },
    );
  });
});

describe("notes of what was applied", () => {
  const plan = () => {
    const stored = saved(folder);
    const [id = ""] = STACKS;
    return savedPlanOf(id, planIn(stored, id));
  };
  const notesOf = (key = "1f0c2ab-17-1", said: string[] = []): StoredPlanNotes =>
    new StoredPlanNotes(blobs, { project: "shop", environment: "dev", key }, (line) => said.push(line));

  test("are beside the state, and are found by the next run of the same plan alone", async () => {
    expect(await notesOf().find(plan())).toBeUndefined();
    await notesOf().begin(plan());
    expect([...blobs.blobs.keys()]).toEqual(["shop/dev/shop-dev-network.stored-plan.json"]);
    expect(await notesOf().find(plan())).toEqual({});
    await notesOf().end(plan(), { lineage: "l", serial: 4 });
    expect(await notesOf().find(plan())).toEqual({ applied: { lineage: "l", serial: 4 } });
    expect(await notesOf("another").find(plan())).toBeUndefined();
    expect(await notesOf().find({ ...plan(), plan: hash("another") })).toBeUndefined();
    await blobs.write("shop/dev/shop-dev-network.stored-plan.json", "{");
    expect(await notesOf().find(plan())).toBeUndefined();
  });

  test("that cannot be written stop a run before it applies, and not after it has", async () => {
    const said: string[] = [];
    blobs.write = () => Promise.reject(new Error("no right"));
    await expect(notesOf().begin(plan())).rejects.toThrow("no right");
    await notesOf("1f0c2ab-17-1", said).end(plan(), null);
    expect(said).toEqual(["that the plan of shop-dev-network is applied could not be noted: no right"]);
  });
});
