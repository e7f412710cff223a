import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import * as grpc from "@grpc/grpc-js";
import { loadSync } from "@grpc/proto-loader";

/** Where Azure's worker for Node is, built; undefined where it is not: CONTRIBUTING.md. */
export const workerFolder = process.env["FUNCTIONS_WORKER"];

/** A message of the protocol between host and worker: one field beside `requestId` is its content. */
export type Message = Readonly<Record<string, unknown>> & { readonly requestId?: string };

/** A function as the worker has indexed it. */
export interface Indexed {
  readonly name: string;
  readonly functionId: string;
  readonly rawBindings: readonly string[];
  /** What the host does where it fails. */
  readonly retryOptions?: Readonly<Record<string, unknown>> | null;
}

/** A value on its way to the worker or from it: `{ string }`, `{ json }`, `{ http }`. */
export type TypedData = Readonly<Record<string, unknown>>;

export interface Invocation {
  readonly result: {
    readonly status: string;
    readonly exception?: { readonly message: string; readonly stackTrace: string };
  };
  readonly outputData: readonly { readonly name: string; readonly data: TypedData }[];
  readonly returnValue?: TypedData;
}

const LONGEST_MS = 60_000;

/**
 * A host for Azure's worker: it starts the worker, and speaks with it as the Functions host does. The protocol is read from
 * the worker's own folder.
 */
export class WorkerHost {
  readonly #server = new grpc.Server();
  readonly #answers: Message[] = [];
  readonly #waiting = new Set<() => void>();
  #stream: grpc.ServerDuplexStream<Message, Message> | undefined;
  #worker: ChildProcess | undefined;
  #requests = 0;
  /** What the worker and the code in it have written. */
  output = "";

  /**
   * @param app - the folder of an unpacked package
   * @param prepared - as Consumption does it: a worker that runs already, elsewhere, is given the app and its settings
   */
  static async start(
    app: string,
    settings: Readonly<Record<string, string>> = {},
    prepared = false,
  ): Promise<WorkerHost> {
    const host = new WorkerHost();
    if (prepared) {
      await host.#start("", {});
      const content = { environmentVariables: settings, functionAppDirectory: app };
      await host.ask("functionEnvironmentReloadRequest", "functionEnvironmentReloadResponse", content);
    } else await host.#start(app, settings);
    return host;
  }

  async #start(app: string, settings: Readonly<Record<string, string>>): Promise<void> {
    const folder = workerFolder ?? "";
    const protocol = join(folder, "azure-functions-language-worker-protobuf/src/proto");
    const definition = loadSync("FunctionRpc.proto", {
      includeDirs: [protocol],
      enums: String,
      oneofs: true,
    });
    this.#server.addService(definition["AzureFunctionsRpcMessages.FunctionRpc"] as grpc.ServiceDefinition, {
      EventStream: (stream: grpc.ServerDuplexStream<Message, Message>) => {
        this.#stream = stream;
        stream.on("data", (message: Message) => {
          this.#answers.push(message);
          for (const look of [...this.#waiting]) look();
        });
        // The worker ends when it is told to.
        stream.on("error", () => undefined);
      },
    });
    const port = await new Promise<number>((resolve, reject) => {
      this.#server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, bound) => {
        if (error === null) resolve(bound);
        else reject(error);
      });
    });
    const script = join(folder, "dist/src/nodejsWorker.js");
    if (!existsSync(script))
      throw new Error(`FUNCTIONS_WORKER names a folder without ${script}: build it, CONTRIBUTING.md`);
    const args = {
      "functions-uri": `http://127.0.0.1:${port}`,
      "functions-worker-id": "worker",
      "functions-request-id": "start",
      "functions-grpc-max-message-length": "2147483647",
    };
    this.#worker = spawn(
      process.execPath,
      [script, ...Object.entries(args).flatMap(([name, value]) => [`--${name}`, value])],
      {
        cwd: app === "" ? folder : app,
        env: { PATH: process.env["PATH"], ...settings },
        stdio: ["ignore", "pipe", "pipe"],
      },
    );
    for (const stream of [this.#worker.stdout, this.#worker.stderr])
      stream?.setEncoding("utf8").on("data", (text: string) => (this.output += text));
    await this.#answer("startStream");
    await this.ask("workerInitRequest", "workerInitResponse", {
      hostVersion: "4.1037.0",
      functionAppDirectory: app,
    });
  }

  /** What the worker has found, and whether the host would look for function.json instead. */
  async index(): Promise<{
    readonly functions: readonly Indexed[];
    readonly useDefault: boolean;
    readonly status: string;
  }> {
    const answer = (await this.ask(
      "functionsMetadataRequest",
      "functionMetadataResponse",
      {},
    )) as unknown as {
      readonly functionMetadataResults?: readonly Indexed[];
      readonly useDefaultMetadataIndexing?: boolean;
      readonly result: { readonly status: string };
    };
    return {
      functions: answer.functionMetadataResults ?? [],
      useDefault: answer.useDefaultMetadataIndexing ?? false,
      status: answer.result.status,
    };
  }

  async load(metadata: Indexed): Promise<string> {
    const content = { functionId: metadata.functionId, metadata };
    const { result } = (await this.ask("functionLoadRequest", "functionLoadResponse", content)) as {
      readonly result: { readonly status: string };
    };
    return result.status;
  }

  async invoke(
    { functionId }: Indexed,
    inputData: readonly { readonly name: string; readonly data: TypedData }[],
    triggerMetadata: Readonly<Record<string, TypedData>> = {},
  ): Promise<Invocation> {
    this.#requests += 1;
    const content = { invocationId: `invocation-${this.#requests}`, functionId, inputData, triggerMetadata };
    return (await this.ask("invocationRequest", "invocationResponse", content)) as unknown as Invocation;
  }

  async stop(): Promise<void> {
    const worker = this.#worker;
    if (worker?.exitCode === null) {
      const ended = new Promise((resolve) => worker.once("close", resolve));
      worker.kill("SIGKILL");
      await ended;
    }
    this.#server.forceShutdown();
  }

  async ask(request: string, response: string, content: object): Promise<Readonly<Record<string, unknown>>> {
    this.#requests += 1;
    const requestId = `request-${this.#requests}`;
    this.#stream?.write({ requestId, [request]: content });
    return this.#answer(response, requestId);
  }

  #answer(content: string, requestId?: string): Promise<Readonly<Record<string, unknown>>> {
    return new Promise((resolve, reject) => {
      const done = (): void => {
        clearTimeout(timer);
        this.#waiting.delete(look);
      };
      const look = (): void => {
        const found = this.#answers.find(
          (each) => each["content"] === content && (requestId === undefined || each.requestId === requestId),
        );
        if (found === undefined) return;
        done();
        resolve(found[content] as Readonly<Record<string, unknown>>);
      };
      const timer = setTimeout(() => {
        done();
        reject(new Error(`the worker has not answered with ${content}: ${this.output}`));
      }, LONGEST_MS);
      this.#waiting.add(look);
      look();
    });
  }
}
