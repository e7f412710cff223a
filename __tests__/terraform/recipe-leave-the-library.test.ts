import { recipeLives } from "./support/recipe-life";

recipeLives("leave-the-library");
