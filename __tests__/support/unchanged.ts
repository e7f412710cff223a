import type { Transformed } from "../../lib/transform/transforms";

/** Configurations as they are without any `transform`. */
export const unchanged: Transformed = (_name, _id, config) => config;
