import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Created } from "../../lib/pipeline/blob-container";
import { type StoredPlan, type StoredPlans, storedPlans } from "../../lib/pipeline/stored-plans";

export const STORED_STACKS = ["shop-dev-network", "shop-dev-platform"] as const;

export function hash(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

/** A container that keeps what is put into it, and says what was asked of it. */
export class KeptBlobs {
  readonly blobs = new Map<string, Uint8Array>();

  create(name: string, content: string | Uint8Array): Promise<Created> {
    if (this.blobs.has(name)) return Promise.resolve("there");
    this.blobs.set(name, Buffer.from(content));
    return Promise.resolve("created");
  }

  read(name: string): Promise<Uint8Array | undefined> {
    return Promise.resolve(this.blobs.get(name));
  }

  write(name: string, content: string): Promise<void> {
    this.blobs.set(name, Buffer.from(content));
    return Promise.resolve();
  }

  delete(name: string): Promise<boolean> {
    return Promise.resolve(this.blobs.delete(name));
  }
}

/** Plans in a folder, and what says of them that they are stored. */
export function saved(folder: string, content = "one"): StoredPlans {
  const plans = STORED_STACKS.map((stack) => {
    const [tfplan, json] = [`${content} plan of ${stack}\u0000\u00FF`, `{"${content}": "${stack}"}`];
    writeFileSync(join(folder, `${stack}.tfplan`), tfplan);
    writeFileSync(join(folder, `${stack}.json`), json);
    return [
      stack,
      {
        sha256: hash(tfplan),
        json: hash(json),
        configuration: hash("configuration"),
        lockFile: hash("lock"),
        state: { lineage: "l", serial: 3 },
        expects: [],
        counts: { create: 2 },
        changesAnything: true,
      },
    ] as const;
  });
  return storedPlans({
    key: "1f0c2ab-17-1",
    project: "shop",
    environment: "dev",
    subscriptionId: "s",
    storageAccountName: "ststates",
    containerName: "tfstate-plans",
    tool: "0.1.0",
    terraform: "Terraform 1.14.0",
    stacks: Object.fromEntries(plans),
  });
}

/** The plan of one of them. */
export function planIn({ stacks }: StoredPlans, stack: string): StoredPlan {
  const plan = stacks[stack];
  if (plan === undefined) throw new Error(`${stack} is not stored`);
  return plan;
}
