import childProcess from "node:child_process";
import { synthBackend } from "./support/synth";

jest.mock("@cdktf/provider-azurerm/lib/consumption-budget-resource-group", () => mockLoadOf("budget"));
jest.mock("@cdktf/provider-azurerm/lib/eventgrid-event-subscription", () => mockLoadOf("event subscription"));
jest.mock("@cdktf/provider-azurerm/lib/eventgrid-topic", () => mockLoadOf("topic"));
jest.mock("@cdktf/provider-azurerm/lib/monitor-action-group", () => mockLoadOf("action group"));
jest.mock("@cdktf/provider-azurerm/lib/monitor-activity-log-alert", () => mockLoadOf("activity alert"));
jest.mock("@cdktf/provider-azurerm/lib/private-endpoint", () => mockLoadOf("private endpoint"));
jest.mock("@cdktf/provider-azurerm/lib/virtual-network", () => mockLoadOf("network"));
jest.mock("@cdktf/provider-azurerm/lib/linux-function-app-slot", () => mockLoadOf("Linux slot"));
jest.mock("@cdktf/provider-azurerm/lib/windows-function-app-slot", () => mockLoadOf("Windows slot"));

/** Nothing stands in for a class: its file is not to be loaded. */
function mockLoadOf(name: string): never {
  throw new Error(`the class of ${name} was loaded`);
}

test.each(["windows", "linux"] as const)(
  "dev on %s loads no class of a resource that it does not have",
  (os) => {
    expect(() => synthBackend({ environment: "dev", functionApp: { os } })).not.toThrow();
  },
);

test("synth starts no other process", () => {
  const started = jest.spyOn(childProcess, "execSync");
  synthBackend({ environment: "dev" });
  expect(started).not.toHaveBeenCalled();
});
