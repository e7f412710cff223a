import { recipeLives } from "./support/recipe-life";

recipeLives("provider-version");
