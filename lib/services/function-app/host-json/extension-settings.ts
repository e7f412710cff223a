/** How often the client of a messaging service tries again. */
export interface HostClientRetrySettings {
  /**
   * How the wait between attempts grows. Azure's default is `exponential`.
   * @default - that of the package
   */
  readonly mode?: "exponential" | "fixed";
  /**
   * The longest duration of one attempt, as `00:01:00`.
   * @default - that of the package
   * @pattern ^([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,7})?$
   * @form a time such as 00:05:00
   */
  readonly tryTimeout?: string;
  /**
   * The wait between attempts, as `00:00:00.80`.
   * @default - that of the package
   * @pattern ^([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,7})?$
   * @form a time such as 00:05:00
   */
  readonly delay?: string;
  /**
   * The longest wait between attempts, as `00:01:00`.
   * @default - that of the package
   * @pattern ^([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,7})?$
   * @form a time such as 00:05:00
   */
  readonly maxDelay?: string;
  /**
   * The number of attempts after the first.
   * @default - that of the package
   * @minimum 0
   * @maximum 100
   * @asType integer
   */
  readonly maxRetries?: number;
}

/** Queues of Azure Storage: learn.microsoft.com/azure/azure-functions/functions-bindings-storage-queue#host-json */
export interface HostQueueSettings {
  /**
   * Messages that an instance takes at once, for each function. Azure's default is 16.
   * @default - that of the package
   * @minimum 1
   * @maximum 32
   * @asType integer
   */
  readonly batchSize?: number;
  /**
   * The next batch is taken when no more than this many messages are in work. Azure's default is half of `batchSize`, times the cores.
   * @default - that of the package
   * @minimum 0
   * @asType integer
   */
  readonly newBatchThreshold?: number;
  /**
   * Attempts before a message goes to the poison queue. Azure's default is 5.
   * @default - that of the package
   * @minimum 1
   * @asType integer
   */
  readonly maxDequeueCount?: number;
  /**
   * How long a message that failed stays hidden before it is tried again, as `00:00:30`. Azure's default is none.
   * @default - that of the package
   * @pattern ^([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,7})?$
   * @form a time such as 00:05:00
   */
  readonly visibilityTimeout?: string;
  /**
   * The longest wait between two looks at an empty queue, from `00:00:00.1` to `00:01:00`. Azure's default is one minute.
   * @default - that of the package
   * @pattern ^([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,7})?$
   * @form a time such as 00:05:00
   */
  readonly maxPollingInterval?: string;
  /**
   * How messages are encoded. Azure's default is `base64`.
   * @default - that of the package
   */
  readonly messageEncoding?: "base64" | "none";
}

/** Queues and topics of Service Bus: learn.microsoft.com/azure/azure-functions/functions-bindings-service-bus#hostjson-settings */
export interface HostServiceBusSettings {
  /**
   * Messages that a function without sessions processes at once, for each instance. Azure's default is 16.
   * @default - that of the package
   * @minimum 1
   * @asType integer
   */
  readonly maxConcurrentCalls?: number;
  /**
   * Sessions that a function processes at once, for each instance. Azure's default is 8.
   * @default - that of the package
   * @minimum 1
   * @asType integer
   */
  readonly maxConcurrentSessions?: number;
  /**
   * Messages that are fetched ahead. Azure's default is 0.
   * @default - that of the package
   * @minimum 0
   * @asType integer
   */
  readonly prefetchCount?: number;
  /**
   * The largest batch of a function that takes messages in batches. Azure's default is 1000.
   * @default - that of the package
   * @minimum 1
   * @asType integer
   */
  readonly maxMessageBatchSize?: number;
  /**
   * The smallest batch, which the function waits for. Azure's default is 1.
   * @default - that of the package
   * @minimum 1
   * @asType integer
   */
  readonly minMessageBatchSize?: number;
  /**
   * How long it waits for the smallest batch, at most `00:02:30`. Azure's default is 30 seconds.
   * @default - that of the package
   * @pattern ^([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,7})?$
   * @form a time such as 00:05:00
   */
  readonly maxBatchWaitTime?: string;
  /**
   * How long it waits for a message of a session before it takes another session.
   * @default - that of the package
   * @pattern ^([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,7})?$
   * @form a time such as 00:05:00
   */
  readonly sessionIdleTimeout?: string;
  /**
   * How long the lock of a message is renewed, which is the longest time of a run. Azure's default is five minutes.
   * @default - that of the package
   * @pattern ^([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,7})?$
   * @form a time such as 00:05:00
   */
  readonly maxAutoLockRenewalDuration?: string;
  /**
   * Whether a message is completed when the function succeeds. Azure's default is true.
   * @default - that of the package
   */
  readonly autoCompleteMessages?: boolean;
  /**
   * Whether transactions may span several entities of the namespace. Azure's default is false.
   * @default - that of the package
   */
  readonly enableCrossEntityTransactions?: boolean;
  /**
   * The protocol: `amqpWebSockets` uses port 443. Azure's default is `amqpTcp`.
   * @default - that of the package
   */
  readonly transportType?: "amqpTcp" | "amqpWebSockets";
  /** How often the client tries again. */
  readonly clientRetryOptions: HostClientRetrySettings;
}

/** Event Hubs: learn.microsoft.com/azure/azure-functions/functions-bindings-event-hubs#hostjson-settings */
export interface HostEventHubsSettings {
  /**
   * The largest batch of events. Azure's default is 100.
   * @default - that of the package
   * @minimum 1
   * @asType integer
   */
  readonly maxEventBatchSize?: number;
  /**
   * The smallest batch, which the function waits for. Azure's default is 1.
   * @default - that of the package
   * @minimum 1
   * @asType integer
   */
  readonly minEventBatchSize?: number;
  /**
   * How long it waits for the smallest batch, at most `00:10:00`. Azure's default is one minute.
   * @default - that of the package
   * @pattern ^([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,7})?$
   * @form a time such as 00:05:00
   */
  readonly maxWaitTime?: string;
  /**
   * Batches between two checkpoints. Azure's default is 1.
   * @default - that of the package
   * @minimum 1
   * @asType integer
   */
  readonly batchCheckpointFrequency?: number;
  /**
   * Events that are fetched ahead. Azure's default is 300.
   * @default - that of the package
   * @minimum 0
   * @asType integer
   */
  readonly prefetchCount?: number;
  /**
   * Unprocessed events of an instance that the app scales out at.
   * @default - that of the package
   * @minimum 1
   * @asType integer
   */
  readonly targetUnprocessedEventThreshold?: number;
  /**
   * The protocol: `amqpWebSockets` uses port 443. Azure's default is `amqpTcp`.
   * @default - that of the package
   */
  readonly transportType?: "amqpTcp" | "amqpWebSockets";
  /** How often the client tries again. */
  readonly clientRetryOptions: HostClientRetrySettings;
}

/** Blob triggers: learn.microsoft.com/azure/azure-functions/functions-bindings-storage-blob#hostjson-settings */
export interface HostBlobSettings {
  /**
   * Blobs that an instance processes at once. Azure's default is 8 times the cores.
   * @default - that of the package
   * @minimum 1
   * @asType integer
   */
  readonly maxDegreeOfParallelism?: number;
  /**
   * Attempts before a blob goes to the poison queue. Azure's default is 5.
   * @default - that of the package
   * @minimum 1
   * @asType integer
   */
  readonly poisonBlobThreshold?: number;
}

/** HTTP Strict Transport Security of the functions' answers. */
export interface HostHstsSettings {
  /**
   * Whether answers have the header. Azure's default is false.
   * @default - that of the package
   */
  readonly isEnabled?: boolean;
  /**
   * How long a browser keeps it, in days, as `10`, or as `10.00:00:00`.
   * @default - that of the package
   * @pattern ^\d{1,5}(\.([01]\d|2[0-3]):[0-5]\d:[0-5]\d)?$
   * @form days such as 10 or 10.00:00:00
   */
  readonly maxAge?: string;
  /**
   * Whether it is for domains below the host name too. Azure's default is false.
   * @default - that of the package
   */
  readonly includeSubDomains?: boolean;
  /**
   * Whether the domain may be on the browsers' own lists. Azure's default is false.
   * @default - that of the package
   */
  readonly preload?: boolean;
}

/** HTTP triggers: learn.microsoft.com/azure/azure-functions/functions-bindings-http-webhook#hostjson-settings */
export interface HostHttpSettings {
  /**
   * HTTP functions that an instance runs at once; `-1` is no limit. Azure's default is 100 on `Y1`, otherwise none.
   * @default - that of the package
   * @minimum -1
   * @asType integer
   */
  readonly maxConcurrentRequests?: number;
  /**
   * Requests that wait or run on an instance at once; others get status 429; `-1` is no limit. Azure's default is 200 on `Y1`, otherwise none.
   * @default - that of the package
   * @minimum -1
   * @asType integer
   */
  readonly maxOutstandingRequests?: number;
  /**
   * Whether an instance answers with status 429 when it lacks processor time, memory or connections. Azure's default is true on `Y1`.
   * @default - that of the package
   */
  readonly dynamicThrottlesEnabled?: boolean;
  /** HTTP Strict Transport Security. */
  readonly hsts: HostHstsSettings;
  /**
   * Headers of every answer, by name: `{ "X-Content-Type-Options": "nosniff" }`. On Linux their names need `hostJson` of the package, because an app setting has no hyphen there.
   * @default - that of the package
   */
  readonly customHeaders?: Readonly<Record<string, string>>;
}

/** Azure Cosmos DB: learn.microsoft.com/azure/azure-functions/functions-bindings-cosmosdb-v2#hostjson-settings */
export interface HostCosmosSettings {
  /**
   * How the client connects: `Gateway` uses port 443. Azure's default is `Gateway`.
   * @default - that of the package
   */
  readonly connectionMode?: "Gateway" | "Direct";
  /**
   * What requests add to their user agent.
   * @default - that of the package
   * @minLength 1
   */
  readonly userAgentSuffix?: string;
}

/** What triggers and bindings read. */
export interface HostExtensionSettings {
  /** HTTP triggers. */
  readonly http: HostHttpSettings;
  /** Queues of Azure Storage. */
  readonly queues: HostQueueSettings;
  /** Blob triggers. */
  readonly blobs: HostBlobSettings;
  /** Service Bus. */
  readonly serviceBus: HostServiceBusSettings;
  /** Event Hubs. */
  readonly eventHubs: HostEventHubsSettings;
  /** Azure Cosmos DB. */
  readonly cosmosDB: HostCosmosSettings;
}
