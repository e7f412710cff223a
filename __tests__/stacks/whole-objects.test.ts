import { EventgridTopic } from "@cdktf/provider-azurerm/lib/eventgrid-topic";
import { listAt, objectAt } from "../../lib/stand-in/json";
import { synthBackend } from "../support/synth";

const FRONT_DOOR = "9f2c8a51-6f0e-4a55-9d0c-3a0e4f0f6a11";
const frontDoorOnly = {
  ipRestriction: [
    {
      name: "front-door",
      action: "Allow",
      priority: 100,
      serviceTag: "AzureFrontDoor.Backend",
      headers: [{ xAzureFdid: [FRONT_DOOR] }],
    },
  ],
};
const headers = {
  x_azure_fdid: [FRONT_DOOR],
  x_fd_health_probe: null,
  x_forwarded_for: null,
  x_forwarded_host: null,
};

describe("an object that Terraform takes as an attribute", () => {
  test.each(["windows", "linux"] as const)(
    "every key is written in address rules of a %s app and its slot",
    (os) => {
      const { workloads } = synthBackend({
        environment: "prod",
        functionApp: { os },
        transform: {
          functionApp: { siteConfig: frontDoorOnly },
          functionAppSlots: { siteConfig: frontDoorOnly },
        },
      });
      for (const type of [`azurerm_${os}_function_app`, `azurerm_${os}_function_app_slot`])
        expect(
          listAt(workloads.only(type), "site_config.ip_restriction").map((rule) =>
            objectAt(rule, "headers.0"),
          ),
        ).toContainEqual(headers);
    },
  );

  test("every key is written in a construct of the user", () => {
    const { platform } = synthBackend({ environment: "dev" }, undefined, ({ stacks }) => {
      new EventgridTopic(stacks.platform, "orders", {
        name: "evgt-orders",
        location: "eastus2",
        resourceGroupName: "rg-orders",
        inboundIpRule: [{ ipMask: "203.0.113.0/24" }],
      });
    });
    expect(platform.only("azurerm_eventgrid_topic")["inbound_ip_rule"]).toEqual([
      { action: null, ip_mask: "203.0.113.0/24" },
    ]);
  });

  test("an object that is written whole stays as it is", () => {
    const { platform } = synthBackend({
      environment: "prod",
      optional: { containerRegistry: true },
    });
    expect(JSON.stringify(platform.only("azurerm_container_registry"))).not.toContain("null");
  });
});
