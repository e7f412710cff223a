import { recipeLives } from "./support/recipe-life";

recipeLives("existing-resources");
