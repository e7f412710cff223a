import type { Range } from "../services/contract/service-cost";
import { type Change, changedValues, textAt } from "./change";

/** How long Azure takes for one resource, and where that is said. */
export interface Minutes extends Range {
  readonly source: string;
}

const GET_STARTED = "learn.microsoft.com/azure/api-management/powershell-create-service-instance";
const WITH_NETWORK = "learn.microsoft.com/azure/api-management/api-management-using-with-vnet";
const GATEWAYS = "learn.microsoft.com/azure/vpn-gateway/tutorial-create-gateway-portal";

/** What Microsoft says takes more than a few minutes; undefined for everything else. */
export function minutesOf({ kind, type, ...change }: Change): Minutes | undefined {
  const isMade = kind === "create" || kind === "replace";
  if (type === "azurerm_api_management") {
    const sku = textAt(change.after, "sku_name");
    if (/^Consumption|V2_/.test(sku)) return undefined;
    if (isMade) return { low: 30, high: 40, source: GET_STARTED };
    return kind === "update" && movesApiManagement({ kind, type, ...change })
      ? { low: 15, high: 45, source: WITH_NETWORK }
      : undefined;
  }
  return isMade && type === "azurerm_virtual_network_gateway"
    ? { low: 45, high: 45, source: GATEWAYS }
    : undefined;
}

/** Network, zones, SKU, regions and public addresses move it to other machines. */
function movesApiManagement(change: Change): boolean {
  return changedValues(change).some(({ argument }) =>
    /^(?:sku_name|zones|virtual_network|public_ip_address_id|additional_location)/.test(argument),
  );
}
