import { join } from "node:path";
import { type Life, livesThrough } from "./whole-life";

/** An example of this repository, as its folder says: deployed, planned again, destroyed. */
export function exampleLives(
  example: string,
  life: Omit<Life, "environment" | "file"> & Partial<Life>,
): void {
  const file = join(__dirname, "../../../examples", example, "main.ts");
  livesThrough(`the example ${example}`, { environment: "dev", ejected: true, ...life, file });
}
