import { recipeLives } from "./support/recipe-life";

recipeLives("dashboard");
