import { resolve } from "node:path";
import type { Components } from "../components/component";
import { startAzurite } from "./azurite";
import { portsOf, storageConnectionString, storageServices } from "./emulators";
import { findInstalled } from "./installed";
import type { StartLocalOptions } from "./local-options";
import { type LocalModel, readLocal } from "./read-local";
import { takenPorts } from "./ports";
import { shownStart } from "./shown-start";
import { type WrittenSettings, writeSettings } from "./settings-file";
import { type NeededStorage, createStorage, neededStorage } from "./storage";

/** What {@link startLocal} has started. */
export interface LocalServices {
  /** Of Azurite's account. */
  readonly connectionString: string;
  readonly storage: NeededStorage;
  readonly settings: WrittenSettings;
  /** Resolves when Azurite has ended, by `stop`, Ctrl-C or by itself. */
  readonly ended: Promise<void>;
  /** Stops Azurite, which keeps its data. */
  stop(): Promise<void>;
}

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * Starts Azurite (blobs, queues and tables), makes the containers, queues and tables that the components need, writes
 * local.settings.json as {@link writeLocalSettings} does, and says what runs. The process goes on until Ctrl-C.
 *
 * Azurite and the clients are optional peers: `npm install --save-dev azurite @azure/storage-blob @azure/storage-queue
 * @azure/data-tables`.
 *
 * @param components - those of `defineBackend`
 * @throws {@link BackendConfigError} with every problem of components and options; Error that says what is not installed,
 *   which ports are taken, what is wrong with local.settings.json, or what Azurite says. Nothing is left running then.
 */
export async function startLocal(
  components: Components,
  options: StartLocalOptions = {},
): Promise<LocalServices> {
  const model = readLocal(components, options, "start");
  const { root = process.cwd(), data = { folder: ".azurite" }, log = console.log } = options;
  const { azurite: bin } = findInstalled(root);

  const interrupt = new AbortController();
  const interrupted = (): void => {
    interrupt.abort();
  };
  // From here on: a signal would end this process, and leave Azurite behind.
  for (const signal of SIGNALS) process.on(signal, interrupted);
  const ignoreSignals = (): void => {
    for (const signal of SIGNALS) process.off(signal, interrupted);
  };

  try {
    await checkPorts(model);
    interrupt.signal.throwIfAborted();
    const settings = writeSettings(model, root);
    const azurite = await startAzurite(
      { bin, root: resolve(root), ports: model.emulators.ports, data },
      interrupt.signal,
    );
    let stopping: Promise<void> | undefined;
    const stop = async (): Promise<void> => (stopping ??= azurite.stop());
    const connectionString = storageConnectionString(model.emulators);
    const storage = neededStorage(model.requirements, options.storage);
    await createStorage(connectionString, storage).catch(async (error: unknown) => {
      await stop();
      throw error;
    });
    for (const line of shownStart(model, { storage, settings, data, root })) log(line);
    onAbort(interrupt.signal, () => {
      log("Azurite is stopping");
      void stop();
    });
    const ended = azurite.ended.then((why) => {
      ignoreSignals();
      log(why === undefined ? "Azurite has stopped" : `Azurite ended unexpectedly: ${why}`);
    });
    return { connectionString, storage, settings, ended, stop };
  } catch (error) {
    ignoreSignals();
    throw error;
  }
}

/** At once, when it has been aborted already. */
function onAbort(signal: AbortSignal, action: () => void): void {
  if (signal.aborted) action();
  else signal.addEventListener("abort", action, { once: true });
}

async function checkPorts({ emulators: { ports } }: LocalModel): Promise<void> {
  const taken = await takenPorts(portsOf(ports));
  if (taken.length === 0) return;
  const names = storageServices
    .filter((name) => taken.includes(ports[name]))
    .map((name) => `ports.${name} (${ports[name]})`);
  throw new Error(
    `the port is already in use: ${names.join(", ")}. Stop the program that uses it, or choose other ports, such as ports: { blob: 11000, queue: 11001, table: 11002 }, or --ports 11000,11001,11002 of the command`,
  );
}
