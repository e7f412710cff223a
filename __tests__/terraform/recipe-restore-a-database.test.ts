import { recipeLives } from "./support/recipe-life";

recipeLives("restore-a-database");
