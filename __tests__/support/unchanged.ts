import type { Transformed } from "../../lib/services/contract/transforms";

/** Configurations as they are without any `transform`. */
export const unchanged: Transformed = (_name, _id, config) => config;
