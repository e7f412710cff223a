import { createHash } from "node:crypto";
import { zipSync } from "fflate";

/** When every file was written, as far as an archive says: it has to be the same on any day. */
const EPOCH = new Date(1980, 0, 1);

/** Files by name as one archive: names sorted, times fixed, the same bytes for the same files. */
export function archive(files: Readonly<Record<string, string | Uint8Array>>): {
  readonly bytes: Uint8Array;
  readonly sha256: string;
} {
  const entries = Object.keys(files)
    .sort()
    .map((name) => {
      const content = files[name] ?? "";
      return [name, typeof content === "string" ? Buffer.from(content) : content] as const;
    });
  const bytes = zipSync(Object.fromEntries(entries), { mtime: EPOCH, level: 9 });
  return { bytes, sha256: createHash("sha256").update(bytes).digest("hex") };
}
