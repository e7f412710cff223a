import type { App } from "cdktf";
import type { AllSettings } from "../../services/words";
import type { ExternalOptions } from "../../services/contract/external-options";
import type { ImportOptions } from "../imports/import-options";
import type { TransformOptions } from "../../services/contract/transforms";
import type { BackendSettings } from "./backend-settings";
import type { NamingFunction, NamingPreset } from "../names/naming";
import type { DeepPartial } from "../../settings/merge";

/** The options of every service. All of them are optional. */
export type ServiceOptions = {
  readonly [Group in keyof Omit<AllSettings, "optional">]?: DeepPartial<AllSettings[Group]> | undefined;
} & {
  /** Optional services: `true`, or settings. */
  readonly optional?: OptionalOptions | undefined;
};

/** Option group `optional`; `false` switches off what an environment has switched on. */
export type OptionalOptions = {
  readonly [Name in keyof AllSettings["optional"]]?:
    boolean | DeepPartial<AllSettings["optional"][Name]> | undefined;
};

/** Settings that identify where the backend is: each of them is set or omitted, and never undefined. */
type Identities = "location" | "nameSuffix" | "subscriptionId" | "tenantId";

/** What an environment sets: its differences from the defaults of the services. */
export type EnvironmentDefaults = ServiceOptions & {
  readonly [K in keyof Omit<BackendSettings, Identities | "naming">]?: BackendSettings[K] | undefined;
} & Pick<BackendSettings, Identities> & {
    /**
     * How names are composed: `default`, `caf` (that of the Cloud Adoption Framework, with region codes), or a function
     * `(kind, context) => string | undefined`. `names` wins over it. Changing it renames resources, which replaces them. See
     * `docs/recipes/naming-convention.md`.
     * @default "default"
     */
    readonly naming?: NamingPreset | NamingFunction | undefined;
    /**
     * Existing resources that the backend uses instead of creating its own. See `docs/guides/existing-resources.md`.
     * @default {}
     */
    readonly external?: ExternalOptions | undefined;
    /**
     * Changes to the provider's configuration of any resource, applied last.
     * @default {}
     */
    readonly transform?: TransformOptions | undefined;
    /**
     * Existing resources that Terraform imports into the backend's state instead of creating them.
     * @default {}
     */
    readonly importFrom?: ImportOptions | undefined;
  };

/** An environment of your own. */
export type EnvironmentDefinition = EnvironmentDefaults & {
  /** The environment that it extends: `dev`, `staging`, `prod` or another environment of your own. */
  readonly extends: string;
};

/**
 * The second argument of `defineBackend`. Every option is optional: the default comes from the environment, then from the service.
 */
export type BackendOptions = EnvironmentDefaults & {
  /**
   * The app that the stacks belong to.
   * @default - a new App of the backend, written by `backend.synth()`
   */
  readonly app?: App | undefined;
  /**
   * The JSON schema of a file of options, for editors: `dist/options.schema.json` of this package. It has no other effect.
   * @default - none
   */
  readonly $schema?: string;
  /**
   * The name of the project: lower-case letters, digits and hyphens, at most 40. Every resource name begins with it, so it cannot
   * change later.
   * @default - context `project` in cdktf.json
   */
  readonly project?: string;
  /**
   * The environment: `dev`, `staging`, `prod`, one of `environments`, or `pr-<number>` for that of a pull request. See
   * `docs/concepts/environments.md`.
   * @default - BACKEND_ENVIRONMENT, else `dev`
   */
  readonly environment?: "dev" | "staging" | "prod" | (string & Record<never, never>);
  /**
   * Whether synth prints adjustments, warnings and security notes to standard error. Use `"silent"` in tests. They are in the manifest
   * and in `backend.explain("notes")` in either case.
   * @default "print"
   */
  readonly notes?: "print" | "silent" | undefined;
  /**
   * The folder that each component's `entry` is relative to. It is relative to the folder of the nearest cdktf.json, or to the working
   * folder. A missing entry file is an error.
   * @default "."
   */
  readonly root?: string;
  /**
   * Environments of your own, by name. One that is called `staging` replaces that of the library. `"pr-*"` is for every environment of a
   * pull request.
   * @default {}
   */
  readonly environments?: Readonly<Record<string, EnvironmentDefinition>> | undefined;
};
