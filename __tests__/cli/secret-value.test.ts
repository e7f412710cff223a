import fc from "fast-check";
import { secretValueIn } from "../../lib/cli/secrets/secret-value";

describe("values of secrets", () => {
  test("any text of up to 25,000 bytes comes through as it is", () => {
    const text = fc.string({ unit: "binary", minLength: 1, maxLength: 200 });
    fc.assert(
      fc.property(text, (value) => {
        fc.pre(value.trim() !== "" && !/[\r\n]$/.test(value) && !value.startsWith("\uFEFF"));
        expect(secretValueIn(Buffer.from(value))).toBe(value);
        expect(secretValueIn(Buffer.from(`${value}\n`))).toBe(value);
      }),
    );
  });

  test.each([
    ["nothing", Buffer.from(""), /is empty: nothing was changed/],
    ["a line break", Buffer.from("\r\n"), /is empty/],
    ["one byte too many", Buffer.from("x".repeat(25_001)), /has 25001 bytes.*at most 25000/],
    ["bytes that are no text", Buffer.from([0xff, 0xfe, 0x00]), /is not text in UTF-8.*base64/],
  ])("%s is refused", (_what, bytes, message) => {
    expect(() => secretValueIn(bytes)).toThrow(message);
  });
});
