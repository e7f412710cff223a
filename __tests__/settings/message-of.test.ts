import { messageOf } from "../../lib/settings/message-of";

test.each([
  ["an error", new TypeError("not today"), "not today"],
  ["a text", "not today", "not today"],
  ["nothing", undefined, "undefined"],
])("what is told of %s that was thrown", (_what, thrown, message) => {
  expect(messageOf(thrown)).toBe(message);
});
