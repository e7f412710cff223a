import { phrasesIn } from "./phrases.mjs";

/** Code, links and quotations of code are not sentences of this project. */
const withoutCode = (line) => line.replace(/`[^`]*`/g, (code) => " ".repeat(code.length));

/**
 * Finds phrases of `phrases.mjs` in Markdown, outside of code.
 *
 * @type {import("markdownlint").Rule}
 */
export default {
  names: ["plain-english"],
  description: "Plain English",
  tags: ["language"],
  parser: "none",
  function({ lines }, onError) {
    let fence;
    lines.forEach((line, index) => {
      const mark = /^\s*(```+)/.exec(line)?.[1];
      if (mark !== undefined && (fence === undefined || fence === mark)) {
        fence = fence === undefined ? mark : undefined;
        return;
      }
      if (fence !== undefined) return;
      for (const { found, index: column, instead } of phrasesIn(withoutCode(line)))
        onError({
          lineNumber: index + 1,
          detail: `"${found}": write ${instead}`,
          range: [column + 1, found.length],
        });
    });
  },
};
