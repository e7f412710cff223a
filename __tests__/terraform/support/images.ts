import { listAt, isObject, textAt } from "../../../lib/stand-in/json";
import type { HttpRequest } from "../../../lib/release";
import { connectionTo } from "../../support/stand-in-connection";
import type { Deployment } from "./stage";

/**
 * What `az functionapp config container set` and `az functionapp deployment slot swap` ask Azure for: the image of the
 * slot, the registry that it is in, and the swap.
 *
 * @param image - in the backend's own registry, `feedback:1.4.2`
 */
export async function releaseImage({ standIn }: Deployment, image: string): Promise<void> {
  const host = `${standIn.resource("Microsoft.ContainerRegistry/registries").name}.azurecr.io`;
  const slot = standIn.resource("Microsoft.Web/sites/slots");
  const settings = listAt(slot.body, "properties.siteConfig.appSettings")
    .filter(isObject)
    .map((each) => [textAt(each, "name"), textAt(each, "value")] as const);
  const registry = ["DOCKER_REGISTRY_SERVER_URL", host] as const;
  const properties: Readonly<Record<string, string>> = Object.fromEntries([...settings, registry]);
  await ask("PUT", "/config/appsettings", { properties });
  await ask("PUT", "/config/web", { properties: { linuxFxVersion: `DOCKER|${host}/${image}` } });
  await ask("POST", "/slotsswap", { targetSlot: "production", preserveVnet: true });

  async function ask(method: HttpRequest["method"], path: string, body: object): Promise<void> {
    const url = `https://management.azure.com${slot.id}${path}?api-version=2024-04-01`;
    const headers = { Authorization: "Bearer stand-in", "Content-Type": "application/json" };
    const { status } = await connectionTo(standIn).send({
      method,
      url,
      headers,
      body: JSON.stringify(body),
    });
    if (status >= 300) throw new Error(`${method} ${path} was answered with ${status}`);
  }
}
