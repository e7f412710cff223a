/** The files that the runner waits for, in the order in which they are handed over. */
export const HANDED_OVER = ["release.json", "release.cjs", "runner.json", "runner.cjs"] as const;

/**
 * What the container runs: it waits until the files are there, an hour at most, and starts the runner. It signs in by the
 * container's own identity: learn.microsoft.com/azure/container-instances/container-instances-managed-identity
 *
 * @param packageFile - the package beside them, `<hash>.zip`
 */
export function bootstrapCommand(packageFile: string): readonly string[] {
  const script = `
    const { mkdtempSync, writeFileSync } = require("node:fs");
    const { join } = require("node:path");
    const { AZURE_CLIENT_ID, HANDOVER } = process.env;
    const wait = () => new Promise((resolve) => setTimeout(resolve, Number(process.env.PAUSE ?? 10000)));
    const identity = "http://169.254.169.254/metadata/identity/oauth2/token?api-version=2018-02-01" +
      "&resource=https%3A%2F%2Fstorage.azure.com%2F&client_id=" + AZURE_CLIENT_ID;
    async function read(name) {
      const signedIn = await fetch(identity, { headers: { Metadata: "true" } });
      const { access_token: token } = await signedIn.json();
      const headers = { Authorization: "Bearer " + token, "x-ms-version": "2023-11-03" };
      const answer = await fetch(HANDOVER + name, { headers });
      if (!answer.ok) throw new Error(name + ": " + answer.status);
      return Buffer.from(await answer.arrayBuffer());
    }
    (async () => {
      const folder = mkdtempSync(join(require("node:os").tmpdir(), "release-"));
      const end = Date.now() + 3600000;
      for (const name of ${JSON.stringify([packageFile, ...HANDED_OVER])})
        for (;;) {
          const bytes = await read(name).catch((error) => console.log("waiting for " + error.message));
          if (bytes !== undefined) { writeFileSync(join(folder, name), bytes); break; }
          if (Date.now() > end) throw new Error("the files of the release never came");
          await wait();
        }
      process.argv[1] = join(folder, "runner.cjs");
      require("node:module").runMain();
    })().catch((error) => { console.log(String(error)); process.exitCode = 1; });
  `;
  return ["node", "-e", script.replaceAll(/\n\s*/g, "\n").trim()];
}
