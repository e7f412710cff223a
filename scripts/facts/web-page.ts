/** Of one page, in milliseconds. */
const TIMEOUT = 20_000;

/** Reads pages of the web; the addresses have no `https://`. */
export function webPages(send: typeof fetch = fetch): (address: string) => Promise<string | undefined> {
  return async (address) => {
    try {
      const response = await send(`https://${address}`, { signal: AbortSignal.timeout(TIMEOUT) });
      return response.ok ? await response.text() : undefined;
    } catch {
      // Without a network no page can be had: its table says so.
      return undefined;
    }
  };
}
