import { recipeLives } from "./support/recipe-life";

recipeLives("rotate-a-secret");
