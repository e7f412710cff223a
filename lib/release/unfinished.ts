/** A step that cannot go on although each request was answered: the host did not come up, or there is nothing to go back to. */
export class Unfinished extends Error {
  constructor(
    message: string,
    readonly next: string,
  ) {
    super(message);
  }
}
