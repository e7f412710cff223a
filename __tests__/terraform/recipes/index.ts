import type { RecipeLife } from "../support/recipe-life";
import { access } from "./access";
import { connecting } from "./connecting";
import { data } from "./data";
import { environments } from "./environments";
import { extending } from "./extending";
import { host } from "./host";
import { network } from "./network";
import { own } from "./own";
import { secrets } from "./secrets";
import { watching } from "./watching";
import { states } from "./states";

/** Every recipe that is deployed: what exists before, and what its document says, for each of its examples in their order. */
export const recipes: Readonly<Record<string, readonly RecipeLife[]>> = {
  ...access,
  ...connecting,
  ...data,
  ...environments,
  ...extending,
  ...host,
  ...network,
  ...own,
  ...secrets,
  ...states,
  ...watching,
};
