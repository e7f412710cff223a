// Reviews given plans of a large production environment, as the command does once it has them.
const [library, file] = process.argv.slice(2);
const { readFileSync } = require("node:fs");
const { join } = require("node:path");
const { reviewMarkdown } = require(join(library, "review/markdown"));
const { readPlan } = require(join(library, "review/plan-file"));
const { reviewOf } = require(join(library, "review/review"));

const { plans, ...given } = JSON.parse(readFileSync(file, "utf8"));
const stacks = plans.map(([id, json]) => readPlan(id, json, id));
const review = reviewOf({
  environment: "prod",
  asked: "all",
  accepted: [],
  acceptedFile: "accepted-findings.json",
  today: "2026-11-30",
  ...given,
  stacks,
});
reviewMarkdown([review]);
console.log(JSON.stringify({ resources: stacks.reduce((sum, { changes }) => sum + changes.length, 0) }));
