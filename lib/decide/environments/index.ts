import type { EnvironmentDefaults } from "../options/backend-options";
import { dev } from "./dev";
import { prod } from "./prod";

/** The environments that every backend knows. */
export const environments: Readonly<Record<string, EnvironmentDefaults>> = { dev, prod };
