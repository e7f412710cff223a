import type { CosmosContainerOptions } from "../../services/cosmos/container-options";

/** These options alone, of whatever has them; what is not said is left out. */
export function containerOptionsOf(said: CosmosContainerOptions): CosmosContainerOptions {
  const { defaultTtl, uniqueKeys, indexingPolicy } = said;
  return {
    ...(defaultTtl !== undefined && { defaultTtl }),
    ...(uniqueKeys !== undefined && { uniqueKeys }),
    ...(indexingPolicy !== undefined && { indexingPolicy }),
  };
}
