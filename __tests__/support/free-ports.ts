import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import type { StoragePorts } from "../../lib/local";

/** Ports that nobody listens on, all different. */
export async function freePorts(): Promise<StoragePorts> {
  const servers = [createServer(), createServer(), createServer()];
  await Promise.all(servers.map((server) => once(server.listen(0, "127.0.0.1"), "listening")));
  const [blob = 0, queue = 0, table = 0] = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(servers.map((server) => once(server.close(), "close")));
  return { blob, queue, table };
}
