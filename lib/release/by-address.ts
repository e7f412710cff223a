import type { Opened } from "./opened";
import type { Site } from "./site";
import { codeAt } from "./state";
import type { NamedCode, StoredReleases } from "./stored-releases";
import { Unfinished } from "./unfinished";

/** What production runs is set by an address: of a package, or of an image. */
export async function whatRanBefore({ app, releases }: Opened): Promise<NamedCode> {
  const running = releases.codeAt(await app.codeAddress());
  if (running === undefined)
    throw new Unfinished("production does not run a released package", "release a package");
  const before = (await releases.find(running))?.previous;
  if (before === undefined)
    throw new Unfinished(`no package before ${running.name} is known`, "release the package that you want");
  return before;
}

/** From here on the code is there, and knows what ran before it. */
export async function activate(
  at: Opened,
  code: NamedCode,
  functions: readonly string[] | undefined,
): Promise<void> {
  const { steps, lock, app, slot, releases } = at;
  const { address } = code;
  const first = slot ?? app;
  await steps.run(`point ${first.label} at ${code.name}`, async () => {
    await lock.keep();
    if ((await first.codeAddress()) !== address) await first.setCodeAddress(address);
  });
  await steps.run(`restart ${first.label}`, () => first.restart());
  await steps.run(`wait for ${first.label}`, () => at.ready(first, functions));
  if (slot === undefined) return;
  await steps.run(`swap ${slot.label} with production`, async () => {
    await lock.keep();
    await checkCode(slot, address, releases);
    const why = await slot.whyNotReady(functions);
    if (why !== undefined)
      throw new Unfinished(`${slot.label} was ready, but is not ready any more: ${why}`, RUN_AGAIN);
    await slot.swapWithProduction();
  });
  await steps.run("verify production", async () => {
    await checkCode(app, address, releases);
    await at.ready(app, functions);
  });
}

const RUN_AGAIN = "check whether another release runs at the same time, then run the same command again";

/** Names of functions are the same from release to release: the address tells code apart. */
async function checkCode(site: Site, address: string, releases: StoredReleases): Promise<void> {
  const found = await site.codeAddress();
  if (found !== address)
    throw new Unfinished(
      `${site.label} is set to run ${codeAt(found, releases)}, not ${codeAt(address, releases)}`,
      RUN_AGAIN,
    );
}
