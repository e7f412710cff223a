import { NotUnderstood, jsonOf, objectOf } from "./answer";
import type { Requests } from "./requests";
import { Unfinished } from "./unfinished";

/** What becomes of a deployment: github.com/Azure/functions-action, azure-app-kudu-service.ts; github.com/projectkudu/kudu, DeployStatus.cs */
const ENDED: Readonly<Record<number, string>> = {
  [-1]: "was cancelled",
  3: "failed",
  4: "succeeded",
  5: "was refused, because another one is running",
  6: "succeeded in part",
};
const SUCCEEDED = 4;

/** For one attempt at an upload, in milliseconds. */
const UPLOAD = 900_000;
const PAUSE = 5_000;

/**
 * The deployment site (Kudu) of an app on Flex Consumption, which takes packages by One Deploy with a token of Microsoft Entra ID:
 * learn.microsoft.com/azure/azure-functions/functions-deployment-technologies#one-deploy. How it is asked is that of
 * `az functionapp deployment source config-zip` and of github.com/Azure/functions-action.
 */
export class DeploymentSite {
  constructor(private readonly requests: Requests) {}

  /**
   * Hands a package over. While another deployment is running, it waits for its end.
   *
   * @param limit - how long it waits, in milliseconds
   * @returns the id of the deployment, which goes on
   */
  async publish(bytes: Uint8Array, limit: number): Promise<string> {
    const url = this.url("/api/publish?RemoteBuild=false&Deployer=cdktf-azure-backend");
    for (let waited = 0; ; waited += PAUSE) {
      const answer = await this.requests.send("POST", url, {
        headers: { "Content-Type": "application/zip", "Cache-Control": "no-cache" },
        body: bytes,
        timeout: UPLOAD,
        repeat: "refused",
        allow: [409],
      });
      if (answer.status !== 409) {
        const id = jsonOf(answer) ?? answer.body.trim();
        if (typeof id === "string" && /^[\w-]+$/.test(id)) return id;
        throw new NotUnderstood(this.requests.service.host, answer, "the id of a deployment");
      }
      if (waited + PAUSE > limit)
        throw new Unfinished(
          "another deployment of the app is running, and did not end",
          "wait for its end, then run the same command again",
        );
      await this.requests.deadline.wait(PAUSE);
    }
  }

  /**
   * Waits for the end of a deployment. The site restarts on the way, and does not know the deployment then.
   *
   * @throws Unfinished where it does not succeed
   */
  async succeeded(id: string, limit: number): Promise<void> {
    for (let waited = 0; ; waited += PAUSE) {
      const found = await this.deployment(id);
      if (found?.status === SUCCEEDED) return;
      const end = found === undefined ? undefined : ENDED[found.status];
      if (end !== undefined)
        throw new Unfinished(
          `the deployment ${id} ${end}: ${found?.text ?? ""}`,
          `read ${this.url(`/api/deployments/${id}/log`)}, check that the app reaches its deployment container with its identity, ` +
            "then run the same command again",
        );
      if (waited + PAUSE > limit)
        throw new Unfinished(
          `the deployment ${id} did not end in ${Math.round(limit / 1000)} s`,
          "run the same command again",
        );
      await this.requests.deadline.wait(PAUSE);
    }
  }

  /** The id of the newest deployment; undefined where the site knows none. */
  async latest(): Promise<string | undefined> {
    return (await this.deployment("latest"))?.id;
  }

  private async deployment(
    id: string,
  ): Promise<{ readonly id: string; readonly status: number; readonly text: string } | undefined> {
    const url = this.url(`/api/deployments/${id}`);
    const answer = await this.requests.send("GET", url, { allow: [404, 502, 503] });
    if (answer.status >= 400) return undefined;
    const { id: found, status, status_text: text } = objectOf(url, answer);
    if (typeof found !== "string" || typeof status !== "number")
      throw new NotUnderstood(this.requests.service.host, answer, 'a deployment with "id" and "status"');
    return { id: found, status, text: typeof text === "string" ? text : "" };
  }

  private url(path: string): string {
    return `https://${this.requests.service.host}${path}`;
  }
}
