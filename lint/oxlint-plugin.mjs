import { basename } from "node:path";
import { plainEnglish } from "./plain-english.mjs";

/** Names of files that say nothing of what is in them. */
const EMPTY_NAMES = /util|helper|common|^types\.ts$/;

/** The rules of this repository alone. */
export default {
  meta: { name: "language" },
  rules: {
    "plain-english": plainEnglish,
    "plain-file-name": {
      meta: {
        type: "suggestion",
        schema: [],
        messages: { empty: "{{ name }}: name the file after what is in it." },
      },
      create(context) {
        const name = basename(context.filename);
        return {
          Program: (node) => {
            if (EMPTY_NAMES.test(name)) context.report({ node, messageId: "empty", data: { name } });
          },
        };
      },
    },
  },
};
