/** Where Azurite listens for each service of a storage account. */
export interface StoragePorts {
  /** @default 10000 */
  readonly blob: number;
  /** @default 10001 */
  readonly queue: number;
  /** @default 10002 */
  readonly table: number;
}

export const storageServices = ["blob", "queue", "table"] as const satisfies readonly (keyof StoragePorts)[];

export function portsOf(ports: StoragePorts): readonly number[] {
  return storageServices.map((service) => ports[service]);
}

/** learn.microsoft.com/azure/storage/common/storage-use-azurite#command-line-options */
export const STANDARD_PORTS: StoragePorts = { blob: 10000, queue: 10001, table: 10002 };
/** learn.microsoft.com/azure/cosmos-db/emulator */
export const COSMOS_ENDPOINT = "https://localhost:8081/";
/** Nothing but this machine reaches it. */
export const LOCAL_HOST = "127.0.0.1";

const ACCOUNT = "devstoreaccount1";
/** Published, the same for everybody: learn.microsoft.com/azure/storage/common/storage-connect-azurite#well-known-storage-account-and-key */
const AZURITE_KEY =
  "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw=="; // gitleaks:allow
/** Published, the same for everybody: learn.microsoft.com/azure/cosmos-db/emulator#authentication */
const COSMOS_KEY = "C2y6yDjf5/R+ob0N8A7Cgv30VRDJIWEHLM+4QDU5DE2nQ9nDuVTqobD4b8mGGyPMbIZnqyMsEcaGQy67XIw/Jw=="; // gitleaks:allow

/** Where the emulators are. */
export interface Emulators {
  readonly ports: StoragePorts;
  readonly cosmosEndpoint: string;
}

/** How one service of Azure is reached on this machine. */
interface LocalService {
  /** What a connection of this service is instead of its endpoints. */
  connectionString(emulators: Emulators): string;
  /** What the platform publishes of it, by output. */
  outputs(emulators: Emulators): Readonly<Record<string, string>>;
}

/** Every service that has an emulator, by the name that references have; what is not here has to come from the user. */
const services: Readonly<Record<string, LocalService>> = {
  storage: {
    connectionString: storageConnectionString,
    outputs: ({ ports }) => ({
      name: ACCOUNT,
      blobEndpoint: `${endpoint(ports.blob)}/`,
      queueEndpoint: `${endpoint(ports.queue)}/`,
      tableEndpoint: `${endpoint(ports.table)}/`,
    }),
  },
  cosmos: {
    connectionString: ({ cosmosEndpoint }) => `AccountEndpoint=${cosmosEndpoint};AccountKey=${COSMOS_KEY};`,
    outputs: ({ cosmosEndpoint }) => ({ endpoint: cosmosEndpoint }),
  },
};

/** Undefined for a service that cannot run on this machine. */
export function localConnection(service: string, emulators: Emulators): string | undefined {
  return services[service]?.connectionString(emulators);
}

/** Undefined for what there is on Azure only. */
export function localOutput(service: string, output: string, emulators: Emulators): string | undefined {
  return services[service]?.outputs(emulators)[output];
}

/** The short form where Azurite is where everybody expects it. */
export function storageConnectionString({ ports }: Pick<Emulators, "ports">): string {
  const { blob, queue, table } = ports;
  if (storageServices.every((service) => ports[service] === STANDARD_PORTS[service]))
    return "UseDevelopmentStorage=true";
  return [
    "DefaultEndpointsProtocol=http",
    `AccountName=${ACCOUNT}`,
    `AccountKey=${AZURITE_KEY}`,
    `BlobEndpoint=${endpoint(blob)}`,
    `QueueEndpoint=${endpoint(queue)}`,
    `TableEndpoint=${endpoint(table)};`,
  ].join(";");
}

function endpoint(port: number): string {
  return `http://${LOCAL_HOST}:${port}/${ACCOUNT}`;
}
