import { stripVTControlCharacters } from "node:util";

/** `azurerm_storage_account.storage: Creation complete after 31s [id=…]` */
const COMPLETE = /^(\S+): (Creation|Modifications|Destruction|Import) complete(?: after (\S+))?/;
/** Each resource says every ten seconds that it is not ready; once a minute is enough. `[01m00s elapsed]` */
const STILL = /^(\S+): Still (\w+)\.\.\. \[(?:id=[^,]*, )?0?(\d+)m0?0s elapsed\]/;

/** Tells how far `terraform apply` is, a line for each resource that is done and for each minute of one that is not. */
export class ApplyProgress {
  private done = 0;
  private rest = "";

  /** @param total - how many resources are planned to change or to be imported; a replacement counts as two */
  constructor(
    private readonly total: number,
    private readonly say: (line: string) => void,
  ) {}

  /** What Terraform says, in pieces of any length. */
  hear(text: string): void {
    const lines = (this.rest + stripVTControlCharacters(text)).split("\n");
    this.rest = lines.pop() ?? "";
    for (const line of lines) this.hearLine(line);
  }

  private hearLine(line: string): void {
    const [, address, what, after] = COMPLETE.exec(line) ?? [];
    if (address !== undefined) {
      this.done += 1;
      const time = after === undefined ? "" : ` after ${after}`;
      this.say(`  ${this.done} of ${this.total}: ${address}: ${what?.toLowerCase()} complete${time}`);
      return;
    }
    const [, waiting, doing, minutes] = STILL.exec(line) ?? [];
    if (waiting !== undefined) this.say(`  ${waiting}: still ${doing} after ${minutes} min`);
  }
}
