import type { ArmType } from "../arm-type";
import { at, objectAt, textAt, withDefaults } from "../json";

export const keyVault: readonly ArmType[] = [
  {
    type: "Microsoft.KeyVault/vaults",
    created: 200,
    softDelete: true,
    recovers: (asked) => textAt(asked, "properties.createMode") === "recover",
    complete: (asked, { name }) =>
      withDefaults(
        {
          properties: {
            vaultUri: `https://${name}.vault.azure.net/`,
            publicNetworkAccess: "Enabled",
            enableSoftDelete: true,
          },
        },
        asked,
      ),
  },
  {
    type: "Microsoft.KeyVault/vaults/secrets",
    created: 200,
    noProvisioningState: true,
    // A secret is written on the control plane, and never read there.
    redacted: ({ body }) => {
      const { value: _value, ...properties } = objectAt(body, "properties");
      return {
        ...body,
        properties: { ...properties, attributes: at(body, "properties.attributes") ?? { enabled: true } },
      };
    },
  },
];
