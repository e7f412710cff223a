import { deployActions, type WrittenStack } from "../../lib/rights/deploy-actions";
import { synthBackend } from "../support/synth";

const PURGE = "Microsoft.KeyVault/locations/deletedVaults/purge/action";

describe("the provider of an environment of a pull request", () => {
  test.each([
    ["dev", false],
    ["prod", false],
    ["pr-12", true],
  ])("in %s, what is destroyed is purged: %s", (environment, isPurged) => {
    const { network, platform, workloads } = synthBackend({ environment, notes: "silent" });
    for (const { json } of [network, platform, workloads])
      expect(json["provider"]).toMatchObject({
        azurerm: [
          {
            features: [
              {
                key_vault: [
                  { purge_soft_delete_on_destroy: isPurged, recover_soft_deleted_key_vaults: true },
                ],
                log_analytics_workspace: [{ permanently_delete_on_destroy: isPurged }],
              },
            ],
          },
        ],
      });
    expect(deployActions(platform.json as WrittenStack).subscription.includes(PURGE)).toBe(isPurged);
  });
});
