import { phrasesIn } from "./phrases.mjs";

/** Finds phrases of `phrases.mjs` in strings and comments. */
export const plainEnglish = {
  meta: { type: "suggestion", schema: [], messages: { phrase: '"{{ found }}": write {{ instead }}.' } },
  create(context) {
    const check = (node, text) => {
      for (const { found, instead } of phrasesIn(text))
        context.report({ loc: node.loc, messageId: "phrase", data: { found, instead } });
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
