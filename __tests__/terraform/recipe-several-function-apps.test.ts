import { recipeLives } from "./support/recipe-life";

recipeLives("several-function-apps");
