import type { BackendOptions } from "../../../lib";
import { stackRoles } from "../../../lib/services/contract/service";
import { synthBackend } from "../../support/synth";

test("a function may change its argument in place, and no other backend is changed", () => {
  const spoil = (config: object): object => {
    for (const value of Object.values(config) as unknown[])
      if (Array.isArray(value)) value.push("spoilt");
      else if (typeof value === "object" && value !== null) spoil(value);
    return config;
  };
  const before = synthBackend({ environment: "prod" });
  const transform = { storage: spoil, keyVault: spoil, functionApp: spoil, functionAppSlots: spoil };
  expect(synthBackend({ environment: "prod", transform } as BackendOptions).platform.text).toContain(
    "spoilt",
  );
  const after = synthBackend({ environment: "prod" });
  for (const role of stackRoles) expect(after[role].text).toBe(before[role].text);
});
