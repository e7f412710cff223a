import { terraformProgram } from "../../lib/terraform/program";

/** What tests run as Terraform: the program of TERRAFORM_BINARY_NAME, as every command does. */
export const program = terraformProgram(undefined, process.env, process.cwd());
