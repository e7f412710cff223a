import type { EnvironmentDefaults } from "../options/backend-options";
import { dev } from "./dev";
import { prod } from "./prod";

/** Environments of the library that nobody can define again. */
export const fixedEnvironments: Readonly<Record<string, EnvironmentDefaults>> = { dev, prod };
