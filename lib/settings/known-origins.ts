/** Who decided one leaf, and where it was written. */
export interface Origin {
  readonly layer: string;
  readonly chosen: boolean;
  /** The path as it was written: an alias keeps its own name. */
  readonly path: string;
  /** Set when the value was adjusted: why. */
  readonly because?: string;
}

/** Path → who decided it. */
export type Origins = Readonly<Record<string, Origin>>;

/** Origins while they are found, in the order in which they were. What is below a path is asked hundreds of times for each backend. */
export class KnownOrigins {
  private readonly origins = new Map<string, Origin>();
  /** Path → the known paths that are this one or below it. */
  private readonly known = new Map<string, Set<string>>();

  at(path: string): Origin | undefined {
    return this.origins.get(path);
  }

  /** The origins of `path` and of everything below it. */
  within(path: string): readonly Origin[] {
    return [...(this.known.get(path) ?? [])].flatMap((each) => this.origins.get(each) ?? []);
  }

  set(path: string, origin: Origin): void {
    if (!this.origins.has(path)) for (const above of upwards(path)) this.namesBelow(above).add(path);
    this.origins.set(path, origin);
  }

  /** Forgets `path`, and nothing below it. */
  delete(path: string): void {
    if (!this.origins.delete(path)) return;
    for (const above of upwards(path)) this.known.get(above)?.delete(path);
  }

  /** Forgets `path` and everything below it. */
  forget(path: string): void {
    for (const each of [...(this.known.get(path) ?? [])]) this.delete(each);
  }

  /** All of them, as plain data. */
  all(): Origins {
    return Object.fromEntries(this.origins);
  }

  private namesBelow(path: string): Set<string> {
    const names = this.known.get(path);
    if (names !== undefined) return names;
    const none = new Set<string>();
    this.known.set(path, none);
    return none;
  }
}

/** `path` itself, and what it can be below: a key may have full stops in it. */
function upwards(path: string): readonly string[] {
  const paths = [path];
  for (let end = path.lastIndexOf("."); end > 0; end = path.lastIndexOf(".", end - 1))
    paths.push(path.slice(0, end));
  return paths;
}
