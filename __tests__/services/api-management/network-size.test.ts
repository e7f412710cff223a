import type { BackendOptions } from "../../../lib";
import { problemsOf } from "../../support/problems";

/** API Management of tier Premium that the internet reaches: each unit takes two addresses, and Azure keeps five. */
function sizeFaults(capacity: number, addressPrefix: string): readonly string[] {
  const options: BackendOptions = {
    environment: "prod",
    networking: { vnet: true, subnets: { apim: { addressPrefix } } },
    optional: {
      apim: {
        sku: { name: "Premium", capacity },
        virtualNetworkType: "External",
        publisherName: "Contoso",
        publisherEmail: "api@contoso.com",
      },
    },
  };
  return problemsOf(options)
    .filter(({ path }) => path === "networking.subnets.apim.addressPrefix")
    .map(({ message }) => message);
}

// learn.microsoft.com/azure/virtual-network/virtual-networks-faq: the first four addresses of a subnet and the last one.
test.each([
  { units: 1, smallest: 29, addresses: 8 },
  { units: 5, smallest: 28, addresses: 16 },
  { units: 13, smallest: 27, addresses: 32 },
])("a /$smallest has room for $units units and not for one more", ({ units, smallest, addresses }) => {
  expect(2 * units + 5).toBeLessThanOrEqual(addresses);
  expect(2 * (units + 1) + 5).toBeGreaterThan(addresses);
  expect(sizeFaults(units, `10.0.3.0/${smallest}`)).toEqual([]);
  expect(sizeFaults(units + 1, `10.0.3.0/${smallest}`)).toEqual([
    `10.0.3.0/${smallest} is too small: API Management of this tier and capacity needs at least /${smallest - 1}`,
  ]);
});
