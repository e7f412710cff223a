import { parseArgs } from "node:util";
import { casesOf } from "./cases";
import { withCompiledLibrary } from "./library";
import { measureRounds } from "./measure";
import { report } from "./report";

const { values } = parseArgs({ options: { runs: { type: "string", default: "5" } } });
const rounds = Number(values.runs);
if (!Number.isInteger(rounds) || rounds < 1) throw new Error("--runs takes a number, 1 or more");

withCompiledLibrary((library) => {
  const cases = casesOf(library);
  console.log(report(cases, measureRounds(cases.all, rounds)));
});
