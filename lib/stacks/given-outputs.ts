import { Fn, TerraformVariable, Token, type TerraformStack } from "cdktf";

/** The output with everything that a stack shares, for a platform that hands it to later stacks. */
export const SHARED_OUTPUT = "shared";

/** The outputs of another stack where no state can be read: an input variable, which the platform sets. */
export class GivenOutputs {
  private readonly variable: TerraformVariable;

  /**
   * @param role - the name of the variable
   * @param expected - what the outputs will be: each is used until the variable has it
   */
  constructor(
    stack: TerraformStack,
    role: string,
    of: string,
    private readonly expected: Readonly<Record<string, string>>,
  ) {
    this.variable = new TerraformVariable(stack, role, {
      type: "map(string)",
      default: {},
      nullable: false,
      description: `The output "${SHARED_OUTPUT}" of ${of}. An entry that is missing is taken as Azure will name it.`,
    });
  }

  getString(output: string): string {
    return Token.asString(Fn.lookup(this.variable.value, output, this.expected[output] ?? ""));
  }
}
