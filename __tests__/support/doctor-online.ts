import type { BackendOptions } from "../../lib";
import type { Examined } from "../../lib/cli/doctor/examined";
import type { Deployment } from "../../lib/cli/doctor/rights";
import type { HttpRequest, HttpResponse } from "../../lib/http/exchange";
import type { AzureConnection } from "../../lib/release";
import { Refusal, type Response } from "../../lib/stand-in/exchange";
import { identity } from "../../lib/stand-in/login";
import type { Manager } from "./manager";
import { feedbackApi } from "./sample";
import { HurriedClock } from "./stand-in-connection";
import { synthBackend } from "./synth";

export const HOST = "management.azure.com";
export const { subscriptionId } = identity;

/** An environment of an app, with its stacks as they are written. */
export function deploymentOf(options: BackendOptions = {}): Deployment {
  const { backend, network, platform, workloads } = synthBackend(
    { project: "shop", notes: "silent", ...options },
    { feedbackApi },
  );
  return {
    plan: backend.plan,
    stacks: {
      network: network.json,
      platform: platform.json,
      workloads: workloads.json,
    },
  };
}

/** A connection to a stand-in without a server, that keeps what was sent. */
export function connectionTo(
  manager: Manager,
  instead: (request: HttpRequest) => HttpResponse | undefined = () => undefined,
): AzureConnection & { readonly sent: readonly HttpRequest[] } {
  const sent: HttpRequest[] = [];
  const answer = ({ method, url, body }: HttpRequest): Response => {
    const { pathname, search } = new URL(url);
    try {
      return manager.send(
        method,
        `${pathname}${search}`,
        typeof body === "string" ? (JSON.parse(body) as object as never) : undefined,
      );
    } catch (error) {
      if (error instanceof Refusal) return error.response;
      throw error;
    }
  };
  return {
    sent,
    clock: new HurriedClock(),
    token: (scope) => Promise.resolve(`token for ${scope}`),
    send(request) {
      sent.push(request);
      const other = instead(request);
      if (other !== undefined) return Promise.resolve(other);
      const { status, body } = answer(request);
      return Promise.resolve({ status, headers: {}, body: JSON.stringify(body ?? {}) });
    },
  };
}

/** What is said of one thing. */
export const found = (all: readonly Examined[], what: string): Examined | undefined =>
  all.find((each) => each.what === what);
