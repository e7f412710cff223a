import type { Clock } from "./connection";
import { Unfinished } from "./unfinished";

/** By when a whole release has to be over. */
export class Deadline {
  private readonly end: number;

  /** @param limit - in milliseconds, from now on */
  constructor(
    private readonly clock: Clock,
    private readonly limit: number,
  ) {
    this.end = clock.now() + limit;
  }

  /**
   * How many milliseconds are left.
   *
   * @throws Unfinished where none is
   */
  get left(): number {
    const left = this.end - this.clock.now();
    if (left > 0) return left;
    throw new Unfinished(
      `it did not finish in ${Math.round(this.limit / 60_000)} min`,
      "check the app in the portal, then run the same command again",
    );
  }

  /** Waits, but not longer than what is left. */
  async wait(milliseconds: number): Promise<void> {
    await this.clock.wait(Math.min(milliseconds, this.left));
  }
}
