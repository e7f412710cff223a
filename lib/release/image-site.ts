import { NotUnderstood, isJsonObject, objectOf } from "./answer";
import { addressOfImage, imageAt } from "./image-reference";
import { JSON_BODY, Site } from "./site";
import { Unfinished } from "./unfinished";

/**
 * azurerm puts the host of the registry and the image together again when it changes anything else of the app. Without https://,
 * which it would put into a slot's image: hashicorp/terraform-provider-azurerm#33218.
 */
const REGISTRY_SETTING = "DOCKER_REGISTRY_SERVER_URL";

/** A function app or a slot that runs an image; its address is `DOCKER|<image>`. */
export class ImageSite extends Site {
  override async codeAddress(): Promise<string | undefined> {
    const url = this.url("/config/web");
    const answer = await this.requests.send("GET", url);
    const { properties } = objectOf(url, answer);
    if (!isJsonObject(properties))
      throw new NotUnderstood(
        new URL(url).host,
        answer,
        'an object "properties" with the app\'s configuration',
      );
    const { linuxFxVersion } = properties;
    return typeof linuxFxVersion === "string" && linuxFxVersion !== "" ? linuxFxVersion : undefined;
  }

  /** As `az functionapp config container set` does it: github.com/Azure/azure-cli, appservice/custom.py */
  override async setCodeAddress(address: string): Promise<void> {
    const image = imageAt(address);
    if (image === undefined) throw new Error(`internal error: ${address} is no image`);
    await this.changeSettings({ [REGISTRY_SETTING]: image.registry });
    const url = this.url("/config/web");
    await this.requests.send("PATCH", url, {
      headers: JSON_BODY,
      body: JSON.stringify({ properties: { linuxFxVersion: addressOfImage(image) } }),
    });
    const found = await this.codeAddress();
    if (found !== address)
      throw new Unfinished(
        `${this.label} is set to run ${found ?? "nothing"}, not ${address}`,
        "check what else configures the app at the same time, then run the same command again",
      );
  }
}
