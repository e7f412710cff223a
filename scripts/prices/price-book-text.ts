import type { PriceBook } from "../../lib/cost/price-book";

/** The book as it is kept: a line for each source and each meter, so that a diff shows which of them changed. */
export function priceBookText({ sources, meters, ...facts }: PriceBook): string {
  const block = (entries: Readonly<Record<string, unknown>>): string =>
    Object.entries(entries)
      .map(([name, entry]) => `    ${JSON.stringify(name)}: ${JSON.stringify(entry)}`)
      .join(",\n");
  return [
    "{",
    ...Object.entries(facts).map(([name, fact]) => `  ${JSON.stringify(name)}: ${JSON.stringify(fact)},`),
    `  "sources": {\n${block(sources)}\n  },`,
    `  "meters": {\n${block(meters)}\n  }`,
    "}",
    "",
  ].join("\n");
}
