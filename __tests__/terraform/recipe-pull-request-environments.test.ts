import { recipeLives } from "./support/recipe-life";

recipeLives("pull-request-environments");
