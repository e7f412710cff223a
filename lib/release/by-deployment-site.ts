import type { FlexParts, Opened } from "./opened";
import type { NamedCode } from "./stored-releases";
import { Unfinished } from "./unfinished";

/** What an app on Flex Consumption runs, as far as releases know. */
interface Known {
  /** The package that production ran when a deployment last succeeded. */
  readonly running: NamedCode | undefined;
  /** Production runs it, and nothing was deployed since by anybody. */
  readonly isSure: boolean;
  /** The package whose deployment has begun, and nobody knows how it has ended. */
  readonly unfinished?: { readonly code: NamedCode; readonly back: boolean };
}

export async function whatFlexRuns({ packages }: Opened, { site, record }: FlexParts): Promise<Known> {
  const { running, deployment, publishing, back = false } = await record.read();
  return {
    running: running === undefined ? undefined : packages.codeNamed(running),
    ...(publishing === undefined ? {} : { unfinished: { code: packages.codeNamed(publishing), back } }),
    // Other tools deploy without this record.
    isSure: publishing === undefined && deployment !== undefined && (await site.latest()) === deployment,
  };
}

/**
 * What ran before what runs. After a release that did not end it is what ran when that began; and a way back that did not end is
 * gone to its end.
 */
export async function whatFlexRanBefore(at: Opened, flex: FlexParts): Promise<NamedCode> {
  const { packages } = at;
  const { running, unfinished } = await whatFlexRuns(at, flex);
  if (unfinished?.back) return unfinished.code;
  if (running === undefined)
    throw new Unfinished("no released package is known to have run", "release a package");
  const before = unfinished === undefined ? (await packages.find(running))?.previous : running;
  if (before === undefined)
    throw new Unfinished(`no package before ${running.name} is known`, "release the package that you want");
  return before;
}

/**
 * Hands a package to the deployment site, which puts it into the app's deployment container and restarts the app. What is being
 * done is recorded first: the next release after one that was killed knows that production may run either package.
 */
export async function publish(
  at: Opened,
  { site, record }: FlexParts,
  code: NamedCode,
  bytes: Uint8Array,
  functions: readonly string[] | undefined,
): Promise<void> {
  const { steps, lock, app, timeout } = at;
  const deployment = await steps.run(`deploy ${code.name}`, async () => {
    await lock.keep();
    const { running } = await record.read();
    await record.write({
      ...(running === undefined ? {} : { running }),
      publishing: code.name,
      back: steps.verb === "rollback",
    });
    const id = await site.publish(bytes, timeout);
    await site.succeeded(id, timeout);
    return id;
  });
  await steps.run("wait for production", () => at.ready(app, functions));
  await steps.run(`record that production runs ${code.name}`, async () => {
    await lock.keep();
    await record.write({ running: code.name, deployment });
  });
}
