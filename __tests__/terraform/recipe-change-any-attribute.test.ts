import { recipeLives } from "./support/recipe-life";

recipeLives("change-any-attribute");
