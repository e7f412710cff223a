import { recipeLives } from "./support/recipe-life";

recipeLives("options-in-a-json-file");
