/** What Azure says where a right is missing: learn.microsoft.com/azure/role-based-access-control/troubleshooting */
const REFUSALS: readonly RegExp[] = [
  /does not have authorization to perform action '([^']+)'/g,
  /does not have permission to perform action(?:\(s\))? '([^']+)'/g,
  /ABAC condition that is not fulfilled to perform action '([^']+)'/g,
];

/** The actions that Azure has refused by what a command said, each once, in order. */
export function refusedActions(said: string): readonly string[] {
  // Terraform draws a line beside what it quotes.
  const text = said.replaceAll(/\s*\n[│|]?\s*/g, " ");
  const actions = REFUSALS.flatMap((refusal) =>
    [...text.matchAll(refusal)].flatMap(([, found = ""]) => found.split(",").map((each) => each.trim())),
  );
  return [...new Set(actions)].sort();
}
