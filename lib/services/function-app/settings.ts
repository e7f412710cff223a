/** Y1: Consumption. EP1, EP2, EP3: Elastic Premium. FC1: Flex Consumption, experimental. */
export type FunctionPlanSku = "Y1" | "EP1" | "EP2" | "EP3" | "FC1";

/** What `functionApp.container` says. */
export interface ContainerSettings {
  /**
   * It runs one; `functionApp.container: true` says the same. Whoever says an image switches it on.
   * @default - false
   */
  readonly enabled?: boolean;
  /**
   * The image that app and slots are born with; releases replace it, and Terraform then leaves it alone.
   * `feedback:1.4.2` is in the backend's own registry; `<host>/<repository>:<tag>` or `@sha256:<digest>` anywhere.
   * @default - Microsoft's image of an app without functions, `mcr.microsoft.com/azure-functions/node:4-node24`
   * @minLength 1
   */
  readonly image?: string;
}

/** Option group `functionApp`: the function app, its plan and its slots. */
export interface FunctionAppSettings {
  /**
   * The service plan's SKU; the tier follows from it.
   * @default "Y1"
   */
  readonly plan: FunctionPlanSku;
  /**
   * Operating system of the plan. `FC1` has Linux only.
   * @default "windows"
   */
  readonly os: "windows" | "linux";
  /**
   * `node:24`; `node:22`, which ends on 2027-04-30, and `node:20`, which ended on 2026-04-30, with a warning. Node 24
   * needs `provider.version` 4.58.0 or later, and a plan other than `Y1` on Linux.
   * @default "node:24"
   */
  readonly runtime: string;
  /**
   * Keeps one instance ready, on `EP1`, `EP2`, `EP3` and `FC1`.
   * @default false
   */
  readonly alwaysOn: boolean;
  /**
   * Deployment slots beside production.
   * @default []
   */
  readonly slots: readonly string[];
  /**
   * Slots that the internet may reach. The others are closed to it: a slot has every role of the app, and after a release
   * the code from before it. Releases and swaps reach a closed slot through Azure Resource Manager.
   * @default []
   */
  readonly openSlots: readonly string[];
  /**
   * App settings that a slot has instead of the app's, by slot: `{ staging: { STAGE: "staging" } }`. They stay with their slot
   * when it is swapped, and so does what production has by the same name. An own connection here takes no rights away: a slot
   * has every role of the app.
   * @default {}
   */
  readonly slotSettings: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /**
   * App settings of all functions, plain text; secrets go to `keyVault.secrets`.
   * @default {}
   */
  readonly settings: Readonly<Record<string, string>>;
  /**
   * Where the code comes from. `identity`: a package in the container `function-packages`, read by identity.
   * `content-share`: a file share, which needs account keys. `{ url }`: a package elsewhere, read by identity.
   * @default "identity"
   */
  readonly package:
    | "identity"
    | "content-share"
    | {
        /** The package's https URL, without a signature. */
        readonly url: string;
      };
  /**
   * Runs a container image instead of a package: `true`, `false`, or the image to begin with. It needs Linux on `EP1`,
   * `EP2` or `EP3`: learn.microsoft.com/azure/azure-functions/container-concepts
   * @default false
   */
  readonly container: boolean | ContainerSettings;
  /**
   * The most instances that the app scales out to.
   * @default - the plan's own limit
   * @minimum 1
   * @maximum 1000
   * @asType integer
   */
  readonly maximumInstances?: number;
  /**
   * Spreads instances over the availability zones of the region, three or more on `EP1`, `EP2`, `EP3`, two or more for
   * each group of functions on `FC1`; each of them is paid for. Switching it on later replaces the plan and the app.
   * @default false
   */
  readonly zoneRedundant: boolean;
  /**
   * The internet may reach the app. Closed, it has a private endpoint, which needs `networking.privateEndpoints`; slots
   * have their own. Releases, too, then come from within the network.
   * @default true
   */
  readonly publicNetworkAccess: boolean;
  /**
   * Memory of one instance in megabytes, on `FC1`.
   * @default 2048
   */
  readonly instanceMemoryInMB: 512 | 2048 | 4096;
}
