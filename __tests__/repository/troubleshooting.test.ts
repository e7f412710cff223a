import { libraryText, textOf } from "../support/documents";

const said = libraryText();

/** Chapters of the page whose headings are messages of the library. */
const OURS = ["Options and synth", "Deploy", "Destroy", "Package", "Release"];

/** Messages of Node, npm and Azure in these chapters. */
const OTHERS = /peer cdktn|pty\.node|MODULE_NOT_FOUND|prebuild-loader|ERESOLVE/;

/** `…` stands for what differs; these are values that a message is filled with. */
const VALUES =
  /"?…"?|\b(?:undefined|has|reads|600|packaging)\b|terraform-locks\/|(?<=the program )terraform|403 \w+|management\.azure\.com|\.blob\.core\.windows\.net|\.scm\.azurewebsites\.net/;

const messages = textOf("docs/troubleshooting.md")
  .split(/^## /m)
  .filter((chapter) => OURS.some((title) => chapter.startsWith(`${title}\n`)))
  .flatMap((chapter) => [...chapter.matchAll(/^### (.*)$/gm)].map(([, heading = ""]) => heading))
  .flatMap((heading) => [...heading.matchAll(/`([^`]+)`/g)].map(([, message = ""]) => message))
  .filter((message) => !OTHERS.test(message));

test("the page has messages of each chapter", () => {
  expect(messages.length).toBeGreaterThan(25);
});

test.each(messages)("the library says %s", (message) => {
  const parts = message.split(VALUES).map((part) => part.trim());
  expect(parts.filter((part) => !said.includes(part))).toEqual([]);
});
