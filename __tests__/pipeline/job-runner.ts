import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { type IncomingMessage, type Server, type ServerResponse, createServer } from "node:http";
import { createServer as createSecureServer } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Certificate } from "../../lib/stand-in/certificate";
import { type Outcome, run } from "../../lib/terraform/command";

/**
 * Stands for npx: it says how it was called, writes what the command would write, and ends with `CODE_<command>`; destroy with 1 for the
 * environments in `FAILS`.
 */
const NPX = `#!/usr/bin/env bash
echo "$*" >>"$CALLS"
shift
command=$1
out=""
previous=""
store=""
for argument in "$@"; do
  case "$previous" in
    --out) out=$argument ;;
    --store) store=$argument ;;
  esac
  previous=$argument
done
code="CODE_$command"
text="TEXT_$command"
case "$command" in
  plan)
    mkdir -p "$out"
    echo "{}" >"$out/app-dev-network.json"
    if [ -n "$store" ]; then echo "{ \\"key\\": \\"$store\\" }" >"$out/stored-plans.json"; fi
    ;;
  review | drift)
    if [ -n "\${!text:-}" ]; then printf "%s\\n" "\${!text}" >"$out"; fi
    echo "printed by $command"
    ;;
  deploy | expired) if [ -n "\${!text:-}" ]; then printf "%s\\n" "\${!text}"; fi ;;
  destroy) case " \${FAILS:-} " in *" $3 "*) exit 1 ;; esac ;;
  diff) printf "%s\\n" "\${!text:-}" ;;
  package)
    mkdir -p dist/functions
    echo "{}" >dist/functions/release.json
    echo "code" >dist/functions/0123abcd.zip
    ;;
esac
exit "\${!code:-0}"
`;

/** Programs of a machine on which commands only say how they were called. */
export const COMMANDS: Readonly<Record<string, string>> = { npx: NPX };

/** A machine that runs the steps of one job: programs of its own in front of those of the system, and folders to write to. */
export class JobRunner {
  readonly folder = mkdtempSync(join(realpathSync(tmpdir()), "a runner "));

  /** @param programs - their scripts by name */
  constructor(programs = COMMANDS) {
    for (const [name, script] of Object.entries(programs)) {
      this.write(`bin/${name}`, script);
      chmodSync(join(this.folder, "bin", name), 0o755);
    }
    for (const name of ["temp", "work"]) mkdirSync(join(this.folder, name));
  }

  /** Runs one script as both systems do. @param folder - of the commit */
  run(script: string, variables: Readonly<Record<string, string>> = {}, folder = "."): Promise<Outcome> {
    return run("bash", ["--noprofile", "--norc", "-eo", "pipefail", "-c", script], {
      cwd: join(this.folder, "work", folder),
      environment: {
        PATH: [join(this.folder, "bin"), dirname(process.execPath), process.env["PATH"] ?? ""].join(":"),
        CALLS: join(this.folder, "calls"),
        RUNNER_TEMP: join(this.folder, "temp"),
        AGENT_TEMPDIRECTORY: join(this.folder, "temp"),
        PIPELINE_WORKSPACE: join(this.folder, "workspace"),
        GITHUB_OUTPUT: join(this.folder, "output"),
        GITHUB_STEP_SUMMARY: join(this.folder, "summary"),
        ...variables,
      },
    });
  }

  write(path: string, text: string): void {
    const file = join(this.folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }

  /** Undefined where there is no such file. */
  read(path: string): string | undefined {
    const file = join(this.folder, path);
    return existsSync(file) ? readFileSync(file, "utf8") : undefined;
  }

  /** How npx was called, with the folder of the runner left out. */
  get calls(): readonly string[] {
    return (this.read("calls") ?? "")
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => line.replaceAll(this.folder, "").replace("cdktf-azure-backend ", ""));
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** A request that a service has got. */
export interface Received {
  readonly request: string;
  readonly authorization: string | undefined;
  readonly body: unknown;
}

/** A service that answers what it is told to, and remembers what it was asked. */
export class Service {
  readonly received: Received[] = [];
  private readonly server: Server;

  /**
   * @param answer - by `GET /path?query` and what was sent; undefined is 403
   * @param certificate - of localhost, for a service that is reached by TLS
   */
  constructor(
    answer: (request: string, body: unknown) => unknown,
    private readonly certificate?: Certificate,
  ) {
    const listen = (request: IncomingMessage, response: ServerResponse): void => {
      void bodyOf(request).then((body) => {
        const asked = `${request.method} ${request.url}`;
        this.received.push({ request: asked, authorization: request.headers.authorization, body });
        const answered = answer(asked, body);
        response.writeHead(answered === undefined ? 403 : 200, { "content-type": "application/json" });
        response.end(JSON.stringify(answered ?? { message: "Forbidden" }));
      });
    };
    this.server =
      certificate === undefined
        ? createServer(listen)
        : createSecureServer({ key: certificate.key, cert: certificate.certificate }, listen);
  }

  /** @returns its address */
  async start(): Promise<string> {
    await new Promise<void>((resolve) => {
      this.server.listen(0, "127.0.0.1", resolve);
    });
    const { port } = this.server.address() as AddressInfo;
    return this.certificate === undefined ? `http://127.0.0.1:${port}` : `https://localhost:${port}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  let text = "";
  for await (const chunk of request) text += String(chunk);
  return text === "" ? undefined : JSON.parse(text);
}
