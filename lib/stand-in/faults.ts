import type { Request, Response } from "./exchange";

/** Something that goes wrong, on purpose. */
export interface Fault {
  /** @default - every method */
  readonly method?: string;
  /** Part of the path, or what it matches; compared without case. */
  readonly path: string | RegExp;
  /** How often it happens. @default 1 */
  readonly times?: number;
  /** What is answered instead. Left out, the answer is right, and `pending` says how long it takes. */
  readonly response?: Response;
  /** Polls that an operation stays in progress for. */
  readonly pending?: number;
  /** Runs when it happens: a test cuts Terraform off here. */
  readonly happens?: () => void;
}

/** The faults that are still to happen. */
export class Faults {
  private readonly left: { readonly fault: Fault; times: number }[] = [];
  /** How many have happened. */
  happened = 0;

  add(fault: Fault): void {
    this.left.push({ fault, times: fault.times ?? 1 });
  }

  clear(): void {
    this.left.length = 0;
  }

  next(request: Pick<Request, "method" | "path">): Fault | undefined {
    const entry = this.left.find(({ fault, times }) => times > 0 && matches(fault, request));
    if (entry === undefined) return undefined;
    entry.times -= 1;
    this.happened += 1;
    entry.fault.happens?.();
    return entry.fault;
  }
}

function matches({ method, path }: Fault, request: Pick<Request, "method" | "path">): boolean {
  if (method !== undefined && method !== request.method) return false;
  return typeof path === "string"
    ? request.path.toLowerCase().includes(path.toLowerCase())
    : path.test(request.path);
}
