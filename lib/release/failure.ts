import { NotUnderstood } from "./answer";
import { RequestFailure, SignInFailure } from "./requests";
import type { ReleaseTarget } from "./target";
import { Unfinished } from "./unfinished";
import { messageOf } from "../settings/message-of";

/** A release that stopped half-way: at which step, what state things are in, and how to go on. */
export class ReleaseError extends Error {
  /**
   * @param step - what was being done, `swap slot staging with production`
   * @param state - what production runs now, as Azure says
   * @param next - how to go on
   */
  constructor(
    subject: string,
    readonly step: string,
    why: string,
    readonly state: string,
    readonly next: string,
    options?: ErrorOptions,
  ) {
    super(`${subject} stopped at: ${step}\n  ${why}\n  state: ${state}\n  next: ${next}`, options);
    this.name = "ReleaseError";
  }
}

/** Runs the steps of one release, and says of each that fails what is to be known about it. */
export class Steps {
  /** @param state - what production runs, read from Azure after a failure */
  constructor(
    private readonly target: ReleaseTarget,
    readonly verb: "release" | "rollback",
    private readonly log: (line: string) => void,
    private readonly state: () => Promise<string>,
  ) {}

  async run<T>(step: string, work: () => Promise<T>): Promise<T> {
    this.log(step);
    try {
      return await work();
    } catch (error) {
      const { project, environment } = this.target;
      const subject = `${this.verb} of ${project} (${environment})`;
      const { why, next } = explained(error, this.target);
      throw new ReleaseError(subject, step, why, await this.state(), next, { cause: error });
    }
  }
}

const AGAIN = "then run the same command again: completed steps are not repeated";

const SIGN_IN =
  "sign in to the tenant of the subscription (az login, or the AZURE_… variables of a service principal)";

function explained(error: unknown, target: ReleaseTarget): { readonly why: string; readonly next: string } {
  if (error instanceof Unfinished) return { why: error.message, next: error.next };
  if (error instanceof SignInFailure) return { why: error.message, next: `${SIGN_IN}, ${AGAIN}` };
  if (error instanceof NotUnderstood)
    return {
      why: error.message,
      next: `check what answers for ${error.host} (a proxy, a sign-in page, a gateway) and allow the connection to Azure, ${AGAIN}`,
    };
  if (!(error instanceof RequestFailure)) return { why: messageOf(error), next: `fix that, ${AGAIN}` };
  const { service, status, code, message } = error;
  const why = [`${service.host} returned ${[status ?? "nothing", code].join(" ").trim()}`, message]
    .filter(Boolean)
    .join(": ");
  return { why, next: `${adviceOn(error, target)}, ${AGAIN}` };
}

const BOOTSTRAP =
  "or run bootstrap, if it is the identity of a pipeline (a new role assignment takes some minutes)";

function adviceOn({ service, status, code }: RequestFailure, target: ReleaseTarget): string {
  const isStorage = service.kind === "storage";
  switch (status) {
    case undefined:
      if (service.kind === "deployment-site")
        return `check that this machine can reach ${service.host}; an app that is closed to the internet takes deployments from its network only`;
      return `check that this machine can reach ${service.host}; an account that is closed to the internet is reachable only from its network`;
    case 401:
      return SIGN_IN;
    case 403:
      // Storage says this where its firewall turns somebody away, and another word where a role is missing.
      if (isStorage && code === "AuthorizationFailure")
        return (
          'run from the network that the storage account allows, or set storage.packageAccount to "internet", which gives ' +
          "packages an account of their own, and deploy"
        );
      if (service.kind === "deployment-site")
        return (
          "run from the network of the app, if functionApp.publicNetworkAccess is false or its deployment site admits only some " +
          `addresses; otherwise assign Website Contributor on ${target.resourceGroup} to the identity that releases, ${BOOTSTRAP}`
        );
      return isStorage
        ? `assign Storage Blob Data Contributor on the container to the identity that releases, ${BOOTSTRAP}`
        : `assign Website Contributor on ${target.resourceGroup} to the identity that releases, ${BOOTSTRAP}`;
    case 404:
      return `deploy ${target.project} (${target.environment}) first, and check that the subscription is correct`;
    default:
      return "correct what Azure reports";
  }
}
