import { recipeLives } from "./support/recipe-life";

recipeLives("custom-domain");
