import { Service } from "./job-runner";

/** The login of a workflow's token. */
export const bot = { login: "github-actions[bot]" };

interface Text {
  readonly body: string;
}

interface Issue extends Text {
  readonly number: number;
  readonly title: string;
  readonly state: string;
  readonly user: typeof bot;
}

/** What the workflows use of GitHub: comments of a pull request, issues, and tokens to log in with. */
export class GithubService {
  /** Of pull requests and issues, by their number. */
  readonly comments: { readonly id: number; readonly on: string; readonly user: typeof bot; body: string }[] =
    [];
  readonly issues: Issue[] = [];
  /** What was written, `POST issues/7/comments`. */
  readonly writes: string[] = [];
  private readonly service = new Service((request, body) => this.answer(request, body));
  private url = "";

  /** @param subject - of the token of a job that runs in an environment of GitHub's */
  constructor(
    private readonly repository: string,
    private readonly subject: (environment: string) => string,
  ) {}

  async start(): Promise<void> {
    this.url = await this.service.start();
  }

  stop(): Promise<void> {
    return this.service.stop();
  }

  get variables(): Readonly<Record<string, string>> {
    return { GITHUB_API_URL: this.url, GITHUB_REPOSITORY: this.repository };
  }

  /** docs.github.com/actions/reference/security/oidc#methods-for-requesting-the-oidc-token */
  idToken(environment: string): Readonly<Record<string, string>> {
    return {
      ACTIONS_ID_TOKEN_REQUEST_URL: `${this.url}/token/${environment}?api-version=2.0`,
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: "request token",
    };
  }

  private answer(request: string, body: unknown): unknown {
    const [method = "", address = ""] = request.split(" ");
    const { pathname, searchParams } = new URL(address, "http://github");
    const [, environment] = /^\/token\/(.*)$/.exec(pathname) ?? [];
    if (environment !== undefined) return { value: this.token(environment, searchParams.get("audience")) };
    const path = pathname.replace(`/repos/${this.repository}/`, "");
    if (method !== "GET") this.writes.push(`${method} ${path}`);
    const [, number] = /^issues\/(\d+)/.exec(path) ?? [];
    switch (`${method} ${path.replace(/\d+/, "N")}`) {
      case "GET issues/N/comments":
        return this.comments.filter(({ on }) => on === number);
      case "POST issues/N/comments": {
        const comment = { id: this.comments.length + 1, on: number ?? "", user: bot, body: textOf(body) };
        this.comments.push(comment);
        return comment;
      }
      case "PATCH issues/comments/N":
        return Object.assign(this.comments[Number(path.split("/")[2]) - 1] ?? {}, body);
      case "GET issues":
        return this.issues.filter(({ state }) => state === searchParams.get("state"));
      case "POST issues": {
        const issue = { ...(body as Issue), number: 100 + this.issues.length, state: "open", user: bot };
        this.issues.push(issue);
        return issue;
      }
      case "PATCH issues/N":
        return Object.assign(this.issues[Number(number) - 100] ?? {}, body);
      default:
        return undefined;
    }
  }

  private token(environment: string, audience: string | null): string {
    const claims = {
      iss: "https://token.actions.githubusercontent.com",
      sub: this.subject(environment),
      aud: audience,
    };
    return `x.${Buffer.from(JSON.stringify(claims)).toString("base64url")}.x`;
  }
}

function textOf(body: unknown): string {
  return (body as Text).body;
}
