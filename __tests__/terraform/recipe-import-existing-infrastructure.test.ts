import { recipeLives } from "./support/recipe-life";

recipeLives("import-existing-infrastructure");
