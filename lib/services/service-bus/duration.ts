/** Days, hours, minutes and seconds, as Service Bus writes them: `P1DT2H`, `PT30S`. */
const DURATION = /^P(?=.)(?:(\d+)D)?(?:T(?=.)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/;

/** How many seconds a length of time in ISO 8601 has; undefined when it is none. */
export function secondsOf(text: string): number | undefined {
  const parts = DURATION.exec(text);
  if (parts === null) return undefined;
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = parts
    .slice(1)
    .map((part: string | undefined) => Number(part ?? 0));
  return ((days * 24 + hours) * 60 + minutes) * 60 + seconds;
}

const MINUTE = 60;
const DAY = 24 * 60 * MINUTE;

/**
 * How long each may be, in seconds and in words: Azure/azure-sdk-for-net, AdministrationClientConstants.cs of
 * Azure.Messaging.ServiceBus. Also learn.microsoft.com/azure/service-bus-messaging/duplicate-detection for the window of duplicates,
 * /advanced-features-overview for idleness, and /rest/api/servicebus/controlplane-stable/queues for the longest lock.
 */
export const timeLimits = {
  defaultMessageTimeToLive: { least: 1, most: Infinity, words: "at least PT1S" },
  autoDeleteOnIdle: { least: 5 * MINUTE, most: Infinity, words: "at least PT5M" },
  lockDuration: { least: 5, most: 5 * MINUTE, words: "PT5S to PT5M" },
  duplicateDetectionHistoryTimeWindow: { least: 20, most: 7 * DAY, words: "PT20S to P7D" },
} as const;

/** The longest that a message of a `Basic` namespace is kept: learn.microsoft.com/azure/service-bus-messaging/message-expiration */
export const BASIC_TIME_TO_LIVE = 14 * DAY;
