import { phrases } from "./phrases.mjs";

/**
 * Finds phrases of `phrases.mjs` in strings and comments.
 *
 * @type {import("eslint").Rule.RuleModule}
 */
export const plainEnglish = {
  meta: { type: "suggestion", schema: [], messages: { phrase: '"{{ found }}": write {{ instead }}.' } },
  create(context) {
    const check = (node, text) => {
      for (const [phrase, instead] of phrases) {
        const found = phrase.exec(text);
        if (found !== null)
          context.report({ loc: node.loc, messageId: "phrase", data: { found: found[0], instead } });
      }
    };
    return {
      Literal: (node) => {
        if (typeof node.value === "string") check(node, node.value);
      },
      TemplateElement: (node) => check(node, node.value.cooked ?? ""),
      Program: () => {
        for (const comment of context.sourceCode.getAllComments()) check(comment, comment.value);
      },
    };
  },
};
