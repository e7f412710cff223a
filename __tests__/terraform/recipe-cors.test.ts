import { recipeLives } from "./support/recipe-life";

recipeLives("cors");
