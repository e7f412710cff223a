/** One request to Azure. */
export interface HttpRequest {
  readonly method: "DELETE" | "GET" | "HEAD" | "PATCH" | "POST" | "PUT";
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  /**
   * When it may be sent again: whenever it may have passed by itself, when Azure has said that it did nothing (429), or never.
   * @default "always"
   */
  readonly repeat?: Repeat;
  /**
   * How long one attempt may take, in milliseconds.
   * @default 60000
   */
  readonly timeout?: number;
  /**
   * Whether a success is read as bytes: for what is no text.
   * @default false
   */
  readonly binary?: boolean;
}

export type Repeat = "always" | "refused" | "never";

export interface HttpResponse {
  readonly status: number;
  /** By name in small letters. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** Empty where there are bytes. */
  readonly body: string;
  /** In place of `body`, where a request asked for it. */
  readonly bytes?: Uint8Array;
}
