import { type CheckedTarget, type GivenCode, checkTarget } from "./check-target";
import { type AzureConnection, type Clock, azureConnection } from "./connection";
import { Deadline } from "./deadline";
import { DeploymentSite } from "./deployment-site";
import { Steps } from "./failure";
import { ImageHistory } from "./image-history";
import { ImageSite } from "./image-site";
import { ReleaseLock } from "./lock";
import { PackageContainer } from "./package-container";
import { ProductionRecord } from "./production-record";
import { Requests } from "./requests";
import { Site } from "./site";
import { STATE_TAKES, whatRuns } from "./state";
import type { StoredReleases } from "./stored-releases";
import type { ReleaseTarget } from "./target";
import { Unfinished } from "./unfinished";

/** What a release and a rollback are both told. */
export interface OpenOptions {
  readonly target: ReleaseTarget;
  readonly subscriptionId?: string;
  readonly timeout?: number;
  readonly deadline?: number;
  readonly log?: (line: string) => void;
  readonly connection?: AzureConnection;
}

/** Everything that a release works with, before its first request. */
export interface Opened {
  readonly steps: Steps;
  readonly lock: ReleaseLock;
  readonly packages: PackageContainer;
  /** The packages, or the images of an app that runs images. */
  readonly releases: StoredReleases;
  readonly app: Site;
  readonly slot: Site | undefined;
  /** Of an app on Flex Consumption. */
  readonly flex: FlexParts | undefined;
  readonly management: Requests;
  readonly subscriptionId: string;
  readonly timeout: number;
  readonly log: (line: string) => void;
  /** Waits until an app runs these functions. */
  readonly ready: (site: Site, functions: readonly string[] | undefined) => Promise<void>;
}

export interface FlexParts {
  readonly site: DeploymentSite;
  readonly record: ProductionRecord;
}

/** @throws BackendConfigError where the target cannot be released to */
export function open(options: OpenOptions, verb: "release" | "rollback", given: GivenCode): Opened {
  const { target, timeout = 600_000, deadline: limit = 3_600_000, log = () => undefined } = options;
  const checked = checkTarget(target, options.subscriptionId, given);
  const connection = options.connection ?? azureConnection(target.tenantId, checked.authority);
  const deadline = new Deadline(connection.clock, limit);
  const parts = partsOf(target, checked, connection, deadline);
  // A release that has no time left still says what it has left behind.
  const state = (): Promise<string> =>
    stateOf(partsOf(target, checked, connection, new Deadline(connection.clock, STATE_TAKES)));
  const doing = `${verb} of ${target.project} (${target.environment})`;
  return {
    ...parts,
    steps: new Steps(target, verb, log, state),
    lock: new ReleaseLock(parts.blobs, `${checked.folder}release.lock`, doing, connection.clock.now),
    subscriptionId: checked.subscriptionId,
    timeout,
    log,
    ready: (each, functions) => ready(each, functions, connection.clock, deadline, timeout),
  };
}

interface Parts extends Pick<Opened, "packages" | "releases" | "app" | "slot" | "flex" | "management"> {
  readonly blobs: Requests;
}

function partsOf(
  target: ReleaseTarget,
  checked: CheckedTarget,
  connection: AzureConnection,
  deadline: Deadline,
): Parts {
  const { subscriptionId, folder, former, management, storage, deploymentSite } = checked;
  const requests = new Requests(connection, management, deadline);
  const blobs = new Requests(connection, storage, deadline);
  const id =
    `/subscriptions/${subscriptionId}/resourceGroups/${target.resourceGroup}` +
    `/providers/Microsoft.Web/sites/${target.functionApp}`;
  const runsImages = target.source.type === "image";
  const site = (path: string, label: string): Site =>
    new (runsImages ? ImageSite : Site)(requests, id + path, label);
  const packages = new PackageContainer(blobs, folder, former);
  return {
    blobs,
    packages,
    releases: runsImages ? new ImageHistory(blobs, folder) : packages,
    app: site("", "production"),
    slot: target.slot === undefined ? undefined : site(`/slots/${target.slot}`, `slot ${target.slot}`),
    flex:
      target.source.type === "flex-consumption"
        ? {
            site: new DeploymentSite(new Requests(connection, deploymentSite, deadline)),
            record: new ProductionRecord(blobs, folder),
          }
        : undefined,
    management: requests,
  };
}

async function stateOf({ app, slot, releases, flex }: Parts): Promise<string> {
  if (flex === undefined) return whatRuns(slot === undefined ? [app] : [app, slot], releases);
  const { running = "no package", publishing } = await flex.record.read();
  return publishing === undefined
    ? `production runs ${running}`
    : `production runs ${running}, or ${publishing}, whose deployment has begun`;
}

/** Between two looks at a host that is coming up. */
const PAUSE = 5_000;

async function ready(
  site: Site,
  functions: readonly string[] | undefined,
  clock: Clock,
  deadline: Deadline,
  timeout: number,
): Promise<void> {
  const end = clock.now() + timeout;
  for (;;) {
    const why = await site.whyNotReady(functions);
    if (why === undefined) return;
    if (clock.now() + PAUSE > end)
      throw new Unfinished(
        `${site.label} was not ready in ${Math.round(timeout / 1000)} s: ${why}`,
        "read its log in Application Insights, correct the code or its settings, and release again",
      );
    await deadline.wait(PAUSE);
  }
}
