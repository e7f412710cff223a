import { recipeLives } from "./support/recipe-life";

recipeLives("state-elsewhere");
