import type { HostExtensionSettings } from "./extension-settings";

/** What the Functions host writes: learn.microsoft.com/azure/azure-functions/configure-monitoring#configure-log-levels */
export type HostLogLevel = "Trace" | "Debug" | "Information" | "Warning" | "Error" | "Critical" | "None";

/** Adaptive sampling in the host: learn.microsoft.com/azure/azure-functions/functions-host-json#applicationinsightssamplingsettings */
export interface HostSamplingSettings {
  /**
   * Whether the host samples. The library's package says false: `logs.samplingPercentage` samples where telemetry arrives.
   * @default - that of the package
   */
  readonly isEnabled?: boolean;
  /**
   * Items that an instance sends in a second. Azure's default is 20.
   * @default - that of the package
   * @minimum 1
   * @asType integer
   */
  readonly maxTelemetryItemsPerSecond?: number;
  /**
   * Types of telemetry that are not sampled: `Request;Exception`.
   * @default - that of the package
   * @pattern ^(Dependency|Event|Exception|PageView|Request|Trace)(;(Dependency|Event|Exception|PageView|Request|Trace))*$
   * @form types of telemetry with semicolons between them, such as Request;Exception
   */
  readonly excludedTypes?: string;
  /**
   * Types of telemetry that are sampled; none is all types.
   * @default - that of the package
   * @pattern ^(Dependency|Event|Exception|PageView|Request|Trace)(;(Dependency|Event|Exception|PageView|Request|Trace))*$
   * @form types of telemetry with semicolons between them, such as Request;Exception
   */
  readonly includedTypes?: string;
  /**
   * How often the rate is looked at again. Azure's default is 15 seconds.
   * @default - that of the package
   * @pattern ^([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,7})?$
   * @form a time such as 00:05:00
   */
  readonly evaluationInterval?: string;
  /**
   * The percentage that it begins with. Azure's default is 100.
   * @default - that of the package
   * @minimum 0
   * @maximum 100
   */
  readonly initialSamplingPercentage?: number;
  /**
   * The lowest percentage. Azure's default is 0.1.
   * @default - that of the package
   * @minimum 0
   * @maximum 100
   */
  readonly minSamplingPercentage?: number;
  /**
   * The highest percentage. Azure's default is 100.
   * @default - that of the package
   * @minimum 0
   * @maximum 100
   */
  readonly maxSamplingPercentage?: number;
}

/** What the host sends to Application Insights. */
export interface HostInsightsSettings {
  /** Adaptive sampling. */
  readonly samplingSettings: HostSamplingSettings;
  /**
   * Whether live metrics are collected. Azure's default is true.
   * @default - that of the package
   */
  readonly enableLiveMetrics?: boolean;
  /**
   * Whether calls to other services are collected. Azure's default is true.
   * @default - that of the package
   */
  readonly enableDependencyTracking?: boolean;
  /**
   * Whether performance counters are collected. Azure's default is true.
   * @default - that of the package
   */
  readonly enablePerformanceCountersCollection?: boolean;
}

/** What the host logs. */
export interface HostLoggingSettings {
  /**
   * The level of each category: `{ default: "Warning", Function: "Information" }`. A category with a full stop, `Host.Results`, needs Windows: on Linux an app setting has no full stop, and only `hostJson` of the package can have it.
   * @default - that of the package
   */
  readonly logLevel?: Readonly<Record<string, HostLogLevel>>;
  /**
   * When the host writes log files. Azure's default is `debugOnly`.
   * @default - that of the package
   */
  readonly fileLoggingMode?: "never" | "always" | "debugOnly";
  /** What the host sends to Application Insights. */
  readonly applicationInsights: HostInsightsSettings;
}

/** Health monitor, which restarts a host that lacks resources. */
export interface HostHealthSettings {
  /**
   * Whether the host monitors itself. Azure's default is true.
   * @default - that of the package
   */
  readonly enabled?: boolean;
  /**
   * The time between two checks. Azure's default is 10 seconds.
   * @default - that of the package
   * @pattern ^([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,7})?$
   * @form a time such as 00:05:00
   */
  readonly healthCheckInterval?: string;
  /**
   * The window that failed checks are counted in. Azure's default is two minutes.
   * @default - that of the package
   * @pattern ^([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,7})?$
   * @form a time such as 00:05:00
   */
  readonly healthCheckWindow?: string;
  /**
   * Failed checks within the window that restart the host. Azure's default is 6.
   * @default - that of the package
   * @minimum 1
   * @asType integer
   */
  readonly healthCheckThreshold?: number;
  /**
   * The share of a limit that counts as failed, from 0 to 1. Azure's default is 0.8.
   * @default - that of the package
   * @minimum 0
   * @maximum 1
   */
  readonly counterThreshold?: number;
}

/** Dynamic concurrency: learn.microsoft.com/azure/azure-functions/functions-concurrency#dynamic-concurrency */
export interface HostConcurrencySettings {
  /**
   * Whether the host finds the concurrency of queue, blob and Service Bus functions itself. Their own limits are ignored then. Azure's default is false.
   * @default - that of the package
   */
  readonly dynamicConcurrencyEnabled?: boolean;
  /**
   * Whether an instance begins with what others have found. Azure's default is true.
   * @default - that of the package
   */
  readonly snapshotPersistenceEnabled?: boolean;
}

/** How metrics of runs are collected before they are sent. */
export interface HostAggregatorSettings {
  /**
   * Runs that are collected. Azure's default is 1000.
   * @default - that of the package
   * @minimum 1
   * @asType integer
   */
  readonly batchSize?: number;
  /**
   * The longest time that they are collected. Azure's default is 30 seconds.
   * @default - that of the package
   * @pattern ^([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,7})?$
   * @form a time such as 00:05:00
   */
  readonly flushTimeout?: string;
}

/** Locks of functions that run on one instance at a time, such as timers. */
export interface HostSingletonSettings {
  /**
   * How long a lock of a function is held before it is renewed, from 15 to 60 seconds. Azure's default is 15 seconds.
   * @default - that of the package
   * @pattern ^([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,7})?$
   * @form a time such as 00:05:00
   */
  readonly lockPeriod?: string;
  /**
   * How long a lock of a listener is held, from 15 to 60 seconds. Azure's default is 60 seconds.
   * @default - that of the package
   * @pattern ^([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,7})?$
   * @form a time such as 00:05:00
   */
  readonly listenerLockPeriod?: string;
  /**
   * How often a lock that was lost is asked for again. Azure's default is 60 seconds.
   * @default - that of the package
   * @pattern ^([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,7})?$
   * @form a time such as 00:05:00
   */
  readonly listenerLockRecoveryPollingInterval?: string;
  /**
   * How long the host tries to get a lock. Azure's default is no limit.
   * @default - that of the package
   * @pattern ^([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,7})?$
   * @form a time such as 00:05:00
   */
  readonly lockAcquisitionTimeout?: string;
  /**
   * The time between two attempts. Azure's default is 3 seconds.
   * @default - that of the package
   * @pattern ^([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,7})?$
   * @form a time such as 00:05:00
   */
  readonly lockAcquisitionPollingInterval?: string;
}

/**
 * What an environment overrides of the package's host.json: learn.microsoft.com/azure/azure-functions/functions-host-json. The
 * fields that one environment can have another value for; lists and what every environment shares are in `hostJson` of the package.
 */
export interface HostJsonSettings {
  /**
   * The longest run of a function, as `00:10:00`; `-1` is no limit. On `Y1` it is at most ten minutes, and five without it; on other plans it is 30 minutes without it. A request waits 230 seconds for its answer at most.
   * @default - that of the package
   * @pattern ^(-1|([01]\d|2[0-3]):[0-5]\d:[0-5]\d)$
   * @form a time such as 00:10:00, or -1
   */
  readonly functionTimeout?: string;
  /** Dynamic concurrency. */
  readonly concurrency: HostConcurrencySettings;
  /** What triggers and bindings read: batch sizes, concurrency, retries. */
  readonly extensions: HostExtensionSettings;
  /** What the host logs. */
  readonly logging: HostLoggingSettings;
  /** Health monitor of the host. */
  readonly healthMonitor: HostHealthSettings;
  /** How metrics of runs are collected. */
  readonly aggregator: HostAggregatorSettings;
  /** Locks of functions that run on one instance at a time. */
  readonly singleton: HostSingletonSettings;
  /**
   * Whether runs that were canceled before they began are sent to the code. Azure's default is true.
   * @default - that of the package
   */
  readonly sendCanceledInvocationsToWorker?: boolean;
}
