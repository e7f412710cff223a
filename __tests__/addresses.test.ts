import { synthBackend } from "./support/synth";

/** A moved address is a destroyed database: these lists change only with a `moved` block beside them. */
describe.each(["dev", "prod"])("addresses of %s", (environment) => {
  const { network, platform, workloads } = synthBackend({ environment });

  test("are golden", () => {
    expect({
      network: network.addresses,
      platform: platform.addresses,
      workloads: workloads.addresses,
    }).toMatchSnapshot();
  });
});
