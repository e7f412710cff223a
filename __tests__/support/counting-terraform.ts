import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** How the program answers, beside what is in its states. */
export interface Answers {
  /** The name that a stack's plan has for its resource, in place of the stack's id. */
  readonly names?: Readonly<Record<string, string>>;
  /** Makes every plan another one. */
  readonly nonce?: string;
  /** The stack whose apply fails, or "stale" where each finds that its plan is stale. */
  readonly fails?: string;
}

/**
 * A program that keeps states in files and counts their serials up, as Terraform does: the plan of each stack is one resource that it
 * creates, and nothing once that is in the state. It is for the shell, which starts twenty times as fast as Node.
 */
export class CountingTerraform {
  private readonly root: string;

  /** @param folder - gets the program, its states and its calls */
  constructor(folder: string) {
    this.root = join(folder, "counting");
  }

  /** Forgets states, calls and answers. */
  reset(): void {
    rmSync(this.root, { recursive: true, force: true });
    mkdirSync(join(this.root, "states"), { recursive: true });
  }

  answer({ names = {}, nonce = "", fails = "" }: Answers): void {
    for (const [stack, name] of Object.entries(names)) writeFileSync(join(this.root, `name-${stack}`), name);
    writeFileSync(join(this.root, "nonce"), nonce);
    writeFileSync(join(this.root, "fails"), fails);
  }

  /** What it was called with since it was reset or asked, `shop-dev-network apply`. */
  takeCalls(): readonly string[] {
    const file = join(this.root, "calls");
    if (!existsSync(file)) return [];
    const lines = readFileSync(file, "utf8").trim().split("\n");
    rmSync(file);
    return lines;
  }

  /** @returns its path */
  program(version = "1.11.4"): string {
    const file = join(this.root, `terraform-${version}`);
    writeFileSync(file, source(this.root, version), { mode: 0o755 });
    return file;
  }
}

function source(root: string, version: string): string {
  return `#!/bin/sh
if [ "$1" = version ]; then echo "Terraform v${version}"; exit; fi
root='${root.replaceAll("'", "'\\''")}'
stack="\${PWD##*/}"
stack="\${stack#.planned-}"
echo "$stack $1" >> "$root/calls"
state="$root/states/$stack"
in_file() { if [ -s "$root/$1" ]; then cat "$root/$1"; fi; }
put() {
  resource='{"mode":"managed","type":"azurerm_thing","name":"one","instances":[]}'
  printf '{"version":4,"lineage":"%s","serial":%s,"outputs":{},"resources":[%s]}' "$stack" "$1" "\${2:+$resource}" > "$state"
  echo "$1" > "$state.serial"
}
case "$1 $2" in
  "init "*) printf locked > .terraform.lock.hcl ;;
  "plan "*)
    name="$(in_file "name-$stack")"
    change='{"address":"azurerm_thing.one","mode":"managed","type":"azurerm_thing","name":"one","change":{"actions":["create"],"before":null,"after":{"name":"'"\${name:-$stack}"'","key":"a secret"},"after_unknown":{"id":true}}}'
    if grep -q azurerm_thing "$state" 2>/dev/null; then change=; fi
    printf '{"format_version":"1.2","terraform_version":"${version}","nonce":"%s","resource_changes":[%s]}' "$(in_file nonce)" "$change" > plan.bin ;;
  "show "*) cat plan.bin ;;
  "state pull") if [ -e "$state" ]; then cat "$state"; fi ;;
  "state push") put 1 ;;
  "apply "*)
    fails="$(in_file fails)"
    if [ "$fails" = "$stack" ]; then echo "Error: Azure said no" >&2; exit 1; fi
    if [ "$fails" = stale ]; then echo "Error: Saved plan is stale" >&2; exit 1; fi
    serial=0
    if [ -e "$state.serial" ]; then read -r serial < "$state.serial"; fi
    put $((serial + 1)) filled
    echo "Apply complete! Resources: 1 added, 0 changed, 0 destroyed." ;;
  "output "*) echo "{}" ;;
  *) echo "Error: there is no command $1" >&2; exit 1 ;;
esac
`;
}
