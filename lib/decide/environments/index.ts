import type { EnvironmentDefaults } from "../options/backend-options";
import { dev } from "./dev";
import { prod } from "./prod";
import { staging } from "./staging";

/** The environments that every backend knows. One of the user's own with the name `staging` is used instead of that one. */
export const environments: Readonly<Record<string, EnvironmentDefaults>> = { dev, staging, prod };
