import type { HiddenInput } from "../../lib/cli/hidden-input";

/** Nothing is piped in, and nobody types. */
export const NO_INPUT: HiddenInput = {
  isTerminal: false,
  ask: () => Promise.reject(new Error("nobody is at a terminal")),
  read: () => Promise.resolve(new Uint8Array()),
};

/** What is piped in. */
export function piped(content: string | Uint8Array): HiddenInput {
  return { ...NO_INPUT, read: () => Promise.resolve(Buffer.from(content)) };
}

/** What is typed at a terminal; the questions are kept. */
export function typing(content: string): HiddenInput & { readonly questions: readonly string[] } {
  const questions: string[] = [];
  return {
    ...NO_INPUT,
    isTerminal: true,
    questions,
    ask: (question) => {
      questions.push(question);
      return Promise.resolve(Buffer.from(content));
    },
  };
}
