import type { StoragePorts } from "./emulators";

/** What {@link localSettings} takes. */
export interface LocalSettingsOptions {
  /**
   * The project, which names the database.
   * @default - context `project` in cdktf.json
   */
  readonly project?: string;
  /**
   * The database, as `cosmos.database` names it.
   * @default - the project and `-db`
   */
  readonly database?: string;
  /**
   * Further settings, such as those of `functionApp.settings`, or values that are known here only.
   * @default {}
   */
  readonly settings?: Readonly<Record<string, string>>;
  /**
   * Where Azurite listens.
   * @default - 10000 for blobs, 10001 for queues, 10002 for tables
   */
  readonly ports?: Partial<StoragePorts>;
  /**
   * Where the Cosmos DB emulator listens.
   * @default "https://localhost:8081/"
   */
  readonly cosmosEndpoint?: string;
}

/** What {@link writeLocalSettings} takes. */
export interface WriteLocalSettingsOptions extends LocalSettingsOptions {
  /**
   * The folder of local.settings.json.
   * @default - the working folder
   */
  readonly root?: string;
}

/** What {@link startLocal} takes. */
export interface StartLocalOptions extends WriteLocalSettingsOptions {
  /**
   * Where Azurite keeps its data: a folder relative to `root`, or in memory only.
   * @default { folder: ".azurite" }
   */
  readonly data?: "memory" | { readonly folder: string };
  /**
   * What is made in Azurite beside what the components need, such as that of the option group `storage`.
   * @default {}
   */
  readonly storage?: {
    readonly containers?: readonly string[];
    readonly queues?: readonly string[];
    readonly tables?: readonly string[];
  };
  /**
   * Where it says what runs, line by line.
   * @default - `console.log`
   */
  readonly log?: (line: string) => void;
}
