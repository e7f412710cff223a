import type { App } from "cdktf";
import type { AllSettings } from "../../services/words";
import type { ExternalOptions } from "../../services/contract/external-options";
import type { ImportOptions } from "../imports/import-options";
import type { TransformOptions } from "../../services/contract/transforms";
import type { BackendSettings } from "./backend-settings";
import type { DeepPartial } from "../../settings/merge";

/** The options of every service, each of them optional. */
export type ServiceOptions = {
  readonly [Group in Exclude<keyof AllSettings, "optional">]?: DeepPartial<AllSettings[Group]> | undefined;
} & {
  /** What a backend has only when it is asked for: `true`, or settings of it. */
  readonly optional?: OptionalOptions | undefined;
};

/** Option group `optional`; `false` switches off what an environment has switched on. */
export type OptionalOptions = {
  readonly [Name in keyof AllSettings["optional"]]?:
    boolean | DeepPartial<AllSettings["optional"][Name]> | undefined;
};

/** Settings that say who or where: each of them is set or left out, and never undefined. */
type Identities = "location" | "nameSuffix" | "subscriptionId" | "tenantId";

/** What an environment says: how it differs from the services' own defaults. */
export type EnvironmentDefaults = ServiceOptions & {
  readonly [K in Exclude<keyof BackendSettings, Identities>]?: BackendSettings[K] | undefined;
} & Pick<BackendSettings, Identities> & {
    /**
     * What exists already, and is used instead of making it.
     * @default {}
     */
    readonly external?: ExternalOptions | undefined;
    /**
     * Changes to the provider's own configuration of each resource, after everything else was decided.
     * @default {}
     */
    readonly transform?: TransformOptions | undefined;
    /**
     * What exists already, and becomes the backend's own: Terraform imports it instead of making it.
     * @default {}
     */
    readonly importFrom?: ImportOptions | undefined;
  };

/** An environment of the user's own. */
export type EnvironmentDefinition = EnvironmentDefaults & {
  /** The environment that it starts from: `dev`, `prod` or another of your own. */
  readonly extends: string;
};

/**
 * The second argument of `defineBackend`. Everything is optional; what is not said here comes from the environment,
 * then from the service.
 */
export type BackendOptions = EnvironmentDefaults & {
  /**
   * Where the stacks go.
   * @default - an App of the backend's own, written by `backend.synth()`
   */
  readonly app?: App | undefined;
  /**
   * The address of the options' schema, for editors that read it in a file of options; nothing follows from it.
   * @default - none
   */
  readonly $schema?: string;
  /**
   * The project: lower-case letters, digits and hyphens. It begins every name, so that it cannot change later.
   * @default - context `project` in cdktf.json
   */
  readonly project?: string;
  /**
   * `dev`, `prod` or one of `environments`.
   * @default - BACKEND_ENVIRONMENT, else `dev`
   */
  readonly environment?: "dev" | "prod" | (string & Record<never, never>);
  /**
   * Prints adjustments, warnings and notes on security once when the stacks are written, on standard error: `"print"`,
   * or `"silent"`, in tests. They are in the manifest and in `backend.explain("notes")` in either case.
   * @default "print"
   */
  readonly notes?: "print" | "silent" | undefined;
  /**
   * The folder that each component's `entry` is relative to, itself relative to that of the nearest cdktf.json, else to
   * the working folder. An entry that is not there is a problem.
   * @default "."
   */
  readonly root?: string;
  /**
   * Environments of your own, by name.
   * @default {}
   */
  readonly environments?: Readonly<Record<string, EnvironmentDefinition>> | undefined;
};
