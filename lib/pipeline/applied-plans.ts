import { isDataObject } from "../settings/data";
import { messageOf } from "../settings/message-of";
import type { AppliedPlans, Begun } from "../terraform/deployment/applied-plans";
import type { SavedPlan } from "../terraform/deployment/saved-plans";
import type { BlobContainer } from "./blob-container";
import type { StoredPlans } from "./stored-plans";

/** What is written down of a stack: which plan a run has begun to apply, and the state after it. */
interface Note {
  readonly key: string;
  readonly sha256: string;
  /** Null as long as the run is not known to have come to its end. */
  readonly applied: SavedPlan["state"];
}

/**
 * Notes beside the state, one for each stack, of the stored plan that was applied last. Who applies may write there anyway; the
 * container of the plans is written by who plans alone.
 */
export class StoredPlanNotes implements AppliedPlans {
  private readonly notes = new Map<string, Begun | undefined>();

  /** @param container - that of the state */
  constructor(
    private readonly container: Pick<BlobContainer, "read" | "write">,
    private readonly stored: Pick<StoredPlans, "project" | "environment" | "key">,
    private readonly say: (line: string) => void,
  ) {}

  async find(plan: SavedPlan): Promise<Begun | undefined> {
    if (!this.notes.has(plan.stack)) this.notes.set(plan.stack, await this.read(plan));
    return this.notes.get(plan.stack);
  }

  async begin(plan: SavedPlan): Promise<void> {
    // What an interrupted run has begun stays begun.
    if ((await this.find(plan)) === undefined) await this.write(plan, null);
  }

  async end(plan: SavedPlan, state: SavedPlan["state"]): Promise<void> {
    try {
      await this.write(plan, state);
    } catch (error) {
      // The next run finds out by itself: its plan has nothing left to do.
      this.say(`that the plan of ${plan.stack} is applied could not be noted: ${messageOf(error)}`);
    }
  }

  private async read({ stack, plan }: SavedPlan): Promise<Begun | undefined> {
    const content = await this.container.read(this.nameOf(stack));
    const note = content === undefined ? undefined : noteIn(Buffer.from(content).toString("utf8"));
    if (note?.sha256 !== plan || note.key !== this.stored.key) return undefined;
    return note.applied === null ? {} : { applied: note.applied };
  }

  private async write({ stack, plan }: SavedPlan, applied: Note["applied"]): Promise<void> {
    const note: Note = { key: this.stored.key, sha256: plan, applied };
    await this.container.write(this.nameOf(stack), `${JSON.stringify(note, null, 2)}\n`);
  }

  private nameOf(stack: string): string {
    const { project, environment } = this.stored;
    return `${project}/${environment}/${stack}.stored-plan.json`;
  }
}

function noteIn(text: string): Note | undefined {
  try {
    const value = JSON.parse(text) as unknown;
    return isDataObject(value) ? (value as unknown as Note) : undefined;
  } catch {
    return undefined;
  }
}
