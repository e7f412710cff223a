import { createHash } from "node:crypto";
import { HttpRequest, type InvocationContext } from "@azure/functions";
import { type ProblemDetails, type Store, crudHandlers } from "cdktf-azure-backend/runtime";
import { feedbackApi } from "../components";

/** What became of an upload, for whoever is notified. */
export interface Imported {
  readonly upload: string;
  readonly accepted: number;
  readonly refused: readonly { readonly line: number; readonly reason: string }[];
}

/** A row of the table `logs`. */
export interface LogRow {
  readonly partitionKey: string;
  readonly rowKey: string;
  readonly upload: string;
  readonly accepted: number;
  readonly refused: number;
}

/** Where everything goes. */
export interface Destinations {
  readonly store: Store;
  readonly notify: (message: Imported) => Promise<void>;
  readonly log: (row: LogRow) => Promise<void>;
}

/**
 * Keeps every line of an upload, each a feedback in JSON, by the rules of the API. An upload may be delivered twice: a line
 * has the same id each time, and is kept once.
 *
 * @throws when something cannot be reached, so that the host tries again
 */
export async function importFeedback(
  upload: string,
  content: Buffer,
  { store, notify, log }: Destinations,
  context: Pick<InvocationContext, "error">,
): Promise<Imported> {
  const { create } = crudHandlers(feedbackApi, store);
  const refused: { line: number; reason: string }[] = [];
  let accepted = 0;
  for (const [index, text] of content.toString("utf8").split(/\r?\n/).entries()) {
    if (text.trim() === "") continue;
    const item = feedbackIn(text, `${upload}:${index}`);
    const { status, detail } =
      item === undefined ? { status: 400, detail: "The line is no JSON object." } : await kept(item);
    if (status >= 500) throw new Error(`line ${index + 1} of ${upload} could not be kept`);
    if (status === 201 || status === 409) accepted += 1;
    else refused.push({ line: index + 1, reason: detail });
  }
  const imported = { upload, accepted, refused };
  await log({
    partitionKey: "process-upload",
    rowKey: hash(upload),
    upload,
    accepted,
    refused: refused.length,
  });
  await notify(imported);
  return imported;

  async function kept(item: object): Promise<{ status: number; detail: string }> {
    const request = new HttpRequest({
      method: "POST",
      url: "https://localhost/api/feedback",
      headers: { "content-type": "application/json" },
      body: { string: JSON.stringify(item) },
    });
    const { status, body = "{}" } = await create(request, context);
    return { status, detail: reasonOf(JSON.parse(body) as Partial<ProblemDetails>) };
  }
}

/** Undefined where the line is something else. */
function feedbackIn(text: string, place: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? { ...value, id: hash(place) }
      : undefined;
  } catch {
    return undefined;
  }
}

function hash(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 32);
}

/** What the API says is wrong. */
function reasonOf({ detail = "", errors = [] }: Partial<ProblemDetails>): string {
  return [detail, ...errors.map((error) => `${error.pointer} ${error.detail}`)].join(" ").trim();
}
