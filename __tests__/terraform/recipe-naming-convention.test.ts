import { recipeLives } from "./support/recipe-life";

recipeLives("naming-convention");
