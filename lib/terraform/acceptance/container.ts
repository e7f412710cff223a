import type { AzureConnection } from "../../release";
import { textAt, type Json } from "../../stand-in/json";
import type { Files } from "./handed-over";
import type { Handover } from "./releaser-stack";
import { ROLES_TAKE_EFFECT } from "./runner";

const MANAGEMENT = "https://management.azure.com";
const API_VERSION = "2023-05-01";
const RELEASE_TAKES = 75 * 60_000;
const PAUSE = 15_000;

/** How the container ended, and what it printed. */
export interface ContainerEnd {
  readonly succeeded: boolean;
  readonly said: string;
}

/**
 * Writes the release's files where the container waits for them. The right to do so was given a moment ago.
 *
 * @throws Error when it has no effect within fifteen minutes, or when the account answers otherwise
 */
export async function handOver(
  files: Files,
  { account, container }: Handover,
  { send, token, clock }: AzureConnection,
): Promise<void> {
  const end = clock.now() + ROLES_TAKE_EFFECT;
  for (const [name, bytes] of Object.entries(files))
    for (;;) {
      const { status, body } = await send({
        method: "PUT",
        url: `https://${account}.blob.core.windows.net/${container}/${name}`,
        headers: {
          Authorization: `Bearer ${await token("https://storage.azure.com/.default")}`,
          "Content-Type": "application/octet-stream",
          "x-ms-blob-type": "BlockBlob",
          "x-ms-version": "2023-11-03",
        },
        body: bytes,
      });
      if (status === 201) break;
      if (status !== 403 || clock.now() > end)
        throw new Error(`${name} could not be handed to the container: ${status} ${body.slice(0, 500)}`);
      await clock.wait(PAUSE);
    }
}

/**
 * Waits until the container has ended, and reads what it printed.
 *
 * @throws Error when it goes on for 75 minutes, or when Azure does not say how it is
 */
export async function containerEnd(
  { containerGroupId }: Handover,
  { send, token, clock }: AzureConnection,
): Promise<ContainerEnd> {
  const end = clock.now() + RELEASE_TAKES;
  const get = async (path: string): Promise<Json> => {
    const { status, body } = await send({
      method: "GET",
      url: `${MANAGEMENT}${containerGroupId}${path}?api-version=${API_VERSION}`,
      headers: { Authorization: `Bearer ${await token(`${MANAGEMENT}/.default`)}` },
    });
    if (status !== 200) throw new Error(`${containerGroupId}${path}: ${status} ${body.slice(0, 500)}`);
    return JSON.parse(body) as Json;
  };
  for (;;) {
    const state = textAt(await get(""), "properties.instanceView.state");
    if (state === "Succeeded" || state === "Failed" || state === "Stopped")
      return {
        succeeded: state === "Succeeded",
        said: textAt(await get("/containers/runner/logs"), "content"),
      };
    if (clock.now() > end) throw new Error(`the container has not ended, its state is "${state}"`);
    await clock.wait(PAUSE);
  }
}
