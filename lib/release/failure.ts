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

const AGAIN = "then run the same command again: what is done already is not done twice";

const SIGN_IN =
  "sign in to the tenant of the subscription (az login, or the AZURE_… variables of a service principal)";

function explained(error: unknown, target: ReleaseTarget): { readonly why: string; readonly next: string } {
  if (error instanceof Unfinished) return { why: error.message, next: error.next };
  if (error instanceof SignInFailure) return { why: error.message, next: `${SIGN_IN}, ${AGAIN}` };
  if (error instanceof NotUnderstood)
    return {
      why: error.message,
      next: `see what answers for ${error.host} (a proxy, a sign-in page, a gateway) and have it let Azure answer, ${AGAIN}`,
    };
  if (!(error instanceof RequestFailure)) return { why: messageOf(error), next: `solve that, ${AGAIN}` };
  const { service, status, code, message } = error;
  const why = [`${service.host} says ${[status ?? "nothing", code].join(" ").trim()}`, message]
    .filter(Boolean)
    .join(": ");
  return { why, next: `${adviceOn(error, target)}, ${AGAIN}` };
}

function adviceOn({ service, status, code }: RequestFailure, target: ReleaseTarget): string {
  const isStorage = service.kind === "storage";
  switch (status) {
    case undefined:
      return `see that this machine reaches ${service.host}; an account that is closed to the internet is reached from within its network only`;
    case 401:
      return SIGN_IN;
    case 403:
      // Storage says this where its firewall turns somebody away, and another word where a role is missing.
      if (isStorage && code === "AuthorizationFailure")
        return "run from within the network that the storage account is open to";
      return isStorage
        ? "give the identity that releases Storage Blob Data Contributor on the container (a new role takes some minutes)"
        : `give the identity that releases Website Contributor on ${target.resourceGroup} (a new role takes some minutes)`;
    case 404:
      return `deploy ${target.project} (${target.environment}) first, and see that the subscription is the right one`;
    default:
      return "correct what Azure says";
  }
}
