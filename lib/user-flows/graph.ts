import { azureHttp } from "../http/azure-http";
import type { HttpResponse } from "../http/exchange";

/** Text of a value that Graph answers with, or nothing. */
function textAt(value: unknown, key: string): string | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const found = (value as Readonly<Record<string, unknown>>)[key];
  return typeof found === "string" ? found : undefined;
}

/** An object of Graph's that is known by its id. */
export interface GraphObject {
  readonly id: string;
  /** A text of it by name; undefined where it has none. */
  readonly text: (key: string) => string | undefined;
}

const CONSENT =
  "the token's application lacks IdentityUserFlow.ReadWrite.All and IdentityProvider.ReadWrite.All: " +
  "grant them in the B2C tenant, give admin consent, and get another token";
const ANOTHER_TOKEN =
  "Microsoft Graph refuses the token: it has expired or is not for https://graph.microsoft.com; get another one";

/** Requests of Microsoft Graph with one token, which goes nowhere else. */
export class Graph {
  private readonly http = azureHttp();

  constructor(
    private readonly address: string,
    private readonly token: string,
  ) {}

  /** Every object of a collection, all pages of it. */
  async list(path: string): Promise<readonly GraphObject[]> {
    const found: GraphObject[] = [];
    const seen = new Set<string>();
    for (let next: string | undefined = `${this.address}${path}`; next !== undefined;) {
      // Where the next page is, Graph says: the token follows it to Graph alone, and not in circles.
      if (!next.startsWith(`${this.address}/`) || seen.has(next))
        throw new Error(`Microsoft Graph links to ${next}, which is not a page of Microsoft Graph`);
      seen.add(next);
      const answer = await this.send("GET", next);
      const page = objectIn(answer);
      const objects = objectsOf(page);
      if (objects === undefined) throw notUnderstood("GET", next, answer, "a list of objects with ids");
      found.push(...objects);
      next = textAt(page, "@odata.nextLink");
    }
    return found;
  }

  /** The id of what was made. */
  async create(path: string, body: object): Promise<string> {
    const url = `${this.address}${path}`;
    const answer = await this.send("POST", url, body);
    const id = textAt(objectIn(answer), "id");
    if (id === undefined || id === "") throw notUnderstood("POST", url, answer, "the id of what was made");
    return id;
  }

  /** Adds a reference; Graph answers nothing. */
  async refer(path: string, body: object): Promise<void> {
    const url = `${this.address}${path}/$ref`;
    const answer = await this.send("POST", url, body);
    if (answer.body !== "" && objectIn(answer) === undefined)
      throw notUnderstood("POST", url, answer, "a sign that it was done");
  }

  /** What `path` is called in the body of another request. */
  reference(path: string): { readonly "@odata.id": string } {
    return { "@odata.id": `${this.address}${path}` };
  }

  private async send(method: "GET" | "POST", url: string, body?: object): Promise<HttpResponse> {
    const answer = await this.http({
      method,
      url,
      headers: {
        Authorization: `Bearer ${this.token}`,
        ...(body === undefined ? {} : { "Content-Type": "application/json" }),
      },
      // What was asked for may have been made although no answer came: a second run finds out.
      repeat: method === "GET" ? "always" : "refused",
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const { status } = answer;
    if (status === 401) throw new Error(ANOTHER_TOKEN);
    if (status === 403) throw new Error(CONSENT);
    if (status < 200 || status > 299)
      throw new Error(
        `${method} ${new URL(url).pathname} is answered with ${status}: ${messageIn(answer.body)}`,
      );
    return answer;
  }
}

function objectIn({ body }: HttpResponse): object | undefined {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** The body may repeat a secret that was asked with, and is not shown. */
function notUnderstood(
  method: string,
  url: string,
  { status, headers }: HttpResponse,
  expected: string,
): Error {
  return new Error(
    `${method} ${new URL(url).pathname} is answered without ${expected}: status ${status}, content type ` +
      `${headers["content-type"] ?? "none"}; see what answers for Graph (a proxy, a sign-in page), then run it again`,
  );
}

/** Undefined where it is no list, or one of them has no id. */
function objectsOf(page: object | undefined): readonly GraphObject[] | undefined {
  const value = page === undefined ? undefined : (page as { readonly value?: unknown }).value;
  if (!Array.isArray(value)) return undefined;
  const objects = (value as readonly unknown[]).flatMap((each) => {
    const id = textAt(each, "id");
    return id === undefined ? [] : [{ id, text: (key: string) => textAt(each, key) }];
  });
  return objects.length === value.length ? objects : undefined;
}

/** Graph's own words; what it was asked with may be a secret, and is not repeated. */
function messageIn(text: string): string {
  try {
    const { error } = JSON.parse(text) as { readonly error?: unknown };
    return textAt(error, "message") ?? "no message";
  } catch {
    return "no message";
  }
}
