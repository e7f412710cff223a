import { livesThrough } from "./support/whole-life";

livesThrough("dev with a forced network", {
  environment: "dev",
  options: { networking: { vnet: true, privateEndpoints: true } },
  change: {
    options: { storage: { queues: { invoices: true } } },
    plans: ["create azurerm_storage_queue.storage_queue_invoices"],
  },
});
