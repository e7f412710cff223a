/** A release that is kept. */
export interface StoredRelease {
  /** In base64, as storage has computed it. */
  readonly md5: string | undefined;
  /** What ran before it. */
  readonly previous?: NamedCode;
}

/** Code by the name that people see, and by what an app is set to. */
export interface NamedCode {
  readonly name: string;
  /** `https://<account>.blob.core.windows.net/function-packages/<app>/<name>`, `DOCKER|<image>` */
  readonly address: string;
}

/** What was released into one app, with what ran before each: where to go back to is known on every machine. */
export interface StoredReleases {
  codeNamed(name: string): NamedCode;
  /** The code that an app is set to run; undefined where that is none that was released. */
  codeAt(address: string | undefined): NamedCode | undefined;
  find(code: NamedCode): Promise<StoredRelease | undefined>;
  recordPrevious(code: NamedCode, previous: NamedCode | undefined): Promise<void>;
}
