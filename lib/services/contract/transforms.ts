import type { DeepPartial } from "../../settings/merge";
import type { ServiceConfigs } from "../words";
import type { SharedWords } from "./words";

/** The provider's configuration of every resource, by the name that `transform` knows it under. */
export type TransformConfigs = SharedWords["configs"] & ServiceConfigs;
export type TransformName = keyof TransformConfigs;

/**
 * A change to a resource's configuration: fields that are merged into it, or a function that returns a new one. The
 * function also gets the resource's name in Terraform, `storage_container_uploads`.
 */
export type Transform<Config> = DeepPartial<Config> | ((config: Config, id: string) => Config);

/** Option group `transform`: the provider's own configuration of every resource, changed last. */
export type TransformOptions = {
  readonly [Name in keyof TransformConfigs]?: Transform<TransformConfigs[Name]> | undefined;
};

/** Gives a resource's configuration as the user wants it. */
export type Transformed = <Name extends TransformName>(
  name: Name,
  id: string,
  config: TransformConfigs[Name],
) => TransformConfigs[Name];
