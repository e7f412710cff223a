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
  "Graph refuses the token: it is over, or not for https://graph.microsoft.com; get another one";

/** Requests of Microsoft Graph with one token, which goes nowhere else. */
export class Graph {
  constructor(
    private readonly address: string,
    private readonly token: string,
  ) {}

  /** Every object of a collection, all pages of it. */
  async list(path: string): Promise<readonly GraphObject[]> {
    const found: GraphObject[] = [];
    for (let next: string | undefined = `${this.address}${path}`; next !== undefined;) {
      // Where the next page is, Graph says: the token follows it to Graph alone.
      if (!next.startsWith(`${this.address}/`))
        throw new Error(`Graph sends on to ${next}, which is not Graph`);
      const page: unknown = await this.send("GET", next);
      found.push(...objectsOf(page));
      next = textAt(page, "@odata.nextLink");
    }
    return found;
  }

  /** The id of what was made; empty where Graph answers without one. */
  async create(path: string, body: object): Promise<string> {
    return textAt(await this.send("POST", `${this.address}${path}`, body), "id") ?? "";
  }

  /** What `path` is called in the body of another request. */
  reference(path: string): { readonly "@odata.id": string } {
    return { "@odata.id": `${this.address}${path}` };
  }

  private async send(method: "GET" | "POST", url: string, body?: object): Promise<unknown> {
    const response = await fetch(url, {
      method,
      headers: {
        authorization: `Bearer ${this.token}`,
        ...(body === undefined ? {} : { "content-type": "application/json" }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (response.status === 401) throw new Error(ANOTHER_TOKEN);
    if (response.status === 403) throw new Error(CONSENT);
    if (!response.ok)
      throw new Error(
        `${method} ${new URL(url).pathname} is answered with ${response.status}: ${messageIn(text)}`,
      );
    return text === "" ? {} : (JSON.parse(text) as unknown);
  }
}

function objectsOf(page: unknown): readonly GraphObject[] {
  const value: unknown = (page as { readonly value?: unknown }).value;
  return (Array.isArray(value) ? (value as readonly unknown[]) : []).flatMap((each) => {
    const id = textAt(each, "id");
    return id === undefined ? [] : [{ id, text: (key: string) => textAt(each, key) }];
  });
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
