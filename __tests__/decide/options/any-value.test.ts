import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as fc from "fast-check";
import { BackendConfigError, planBackend } from "../../../lib";
import { allOptionRows } from "../../../scripts/option-rows";
import { root } from "../../support/packed";
import { processUploadFunction } from "../../support/sample";
import { withOption } from "../../support/with-option";

const schema = readFileSync(join(root, "lib/decide/options/options.schema.json"), "utf8");

/** The path of every option, and of every group that it stands in; names that users choose are "own". */
const paths = [
  ...new Set(
    allOptionRows(schema).flatMap(({ path }) => {
      const keys = path.replaceAll("<name>", "own").replaceAll("[]", "").split(".");
      return keys.map((_key, index) => keys.slice(0, index + 1).join("."));
    }),
  ),
];

const WITH_ALL = {
  apim: { enabled: true, publisherName: "Contoso", publisherEmail: "api@contoso.com" },
  b2c: { enabled: true, tenantName: "contosoauth", clientIds: ["11112222-bbbb-3333-cccc-4444dddd5555"] },
  cdn: { enabled: true },
  containerRegistry: { enabled: true },
  redis: { enabled: true },
  serviceBus: { enabled: true },
} as const;

/** Whether a value is taken or reported as a problem; a TypeError of the library's own is neither. */
function answerTo(path: string, value: unknown): unknown {
  const base = { project: "shop", location: "westeurope", environment: "prod", root, optional: WITH_ALL };
  try {
    planBackend({ processUploadFunction }, withOption(base, path, value));
    return "accepted";
  } catch (error) {
    return error instanceof BackendConfigError ? "reported" : error;
  }
}

test("the options that values are put into are accepted", () => {
  expect(answerTo("project", "shop")).toBe("accepted");
});

test("any value for any option is accepted, or reported as a problem", () => {
  const values = fc.constantFrom<unknown>("", "x", {}, ["x"], null, true, -1, 0.5);
  const answers = new Set<unknown>();
  fc.assert(
    fc.property(fc.constantFrom(...paths), values, (path, value) => {
      const answer = answerTo(path, value);
      answers.add(answer);
      expect({ path, value, answer }).toEqual({
        path,
        value,
        answer: expect.stringMatching(/^(accepted|reported)$/) as string,
      });
    }),
    { numRuns: 300, examples: [["optional.cdn.storage.sku", {}]] },
  );
  expect(answers).toEqual(new Set(["accepted", "reported"]));
});
