import { recipeLives } from "./support/recipe-life";

recipeLives("add-your-own-resources");
