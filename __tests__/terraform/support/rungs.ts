import { bindingsVersion } from "../../../lib/provider/bindings-version";

/** The version of azurerm 5 that everything was tried with. */
export const NEXT_MAJOR = "5.2.0";

/** Providers beside the one that stacks require, by what the variables of the environment call them. */
export const OTHER_PROVIDERS = {
  EARLIER: { version: bindingsVersion, test: "upgrade-provider" },
  NEXT: { version: NEXT_MAJOR, test: "upgrade-to-5" },
} as const;
