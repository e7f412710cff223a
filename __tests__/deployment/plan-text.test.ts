import { planText } from "../../lib/terraform/plan-text";

test("a plan's text has what is planned and every warning, and nothing of what was read on the way", () => {
  const said = `data.terraform_remote_state.network: Reading...
azurerm_subnet.subnet["a b"]: Refreshing state... [id=/subscriptions/1]
data.azurerm_client_config.current: Still reading... [10s elapsed]
data.terraform_remote_state.network: Read complete after 0s

Terraform will perform the following actions:

  # azurerm_storage_queue.tasks will be created
  + resource "azurerm_storage_queue" "tasks" {
      + metadata = {
          + "note" = <<-EOT
                it: Reading... of a queue
            EOT
        }
    }

Plan: 1 to add, 0 to change, 0 to destroy.

Warning: Deprecated attribute

  on cdk.tf.json line 1
`;
  const end = `
─────────────────────────────────────────────────────────────────────────────

Saved the plan to: plan.bin

To perform exactly these actions, run the following command to apply:
    terraform apply "plan.bin"
`;
  const [, planned = ""] = /after 0s\n\n([^]*)$/.exec(said) ?? [];
  expect(planText(said)).toBe(planned.trimEnd());
  expect(planText(said + end)).toBe(planned.trimEnd());
});

test("a plan without changes says so alone", () => {
  const said =
    "a.b: Refreshing state... [id=1]\n\nNo changes. Your infrastructure matches the configuration.\n";
  expect(planText(said)).toBe("No changes. Your infrastructure matches the configuration.");
});
