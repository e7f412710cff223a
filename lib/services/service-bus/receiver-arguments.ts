import type { QueuePlan } from "./plan";

/**
 * What a queue and a subscription are asked for alike.
 *
 * @param targetNamed - a queue or topic as Terraform refers to it, so that it is made before what forwards to it
 */
export function receiverArguments(
  plan: Pick<
    QueuePlan,
    | "maxDeliveryCount"
    | "lockDuration"
    | "deadLetteringOnMessageExpiration"
    | "requiresSession"
    | "forwardTo"
    | "forwardDeadLetteredMessagesTo"
  >,
  targetNamed: (name: string) => string,
) {
  const { forwardTo, forwardDeadLetteredMessagesTo } = plan;
  return {
    maxDeliveryCount: plan.maxDeliveryCount ?? 10,
    lockDuration: plan.lockDuration ?? "PT1M",
    deadLetteringOnMessageExpiration: plan.deadLetteringOnMessageExpiration ?? false,
    requiresSession: plan.requiresSession,
    ...(forwardTo === undefined ? {} : { forwardTo: targetNamed(forwardTo) }),
    ...(forwardDeadLetteredMessagesTo === undefined
      ? {}
      : { forwardDeadLetteredMessagesTo: targetNamed(forwardDeadLetteredMessagesTo) }),
  };
}
