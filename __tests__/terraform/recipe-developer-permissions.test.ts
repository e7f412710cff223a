import { recipeLives } from "./support/recipe-life";

recipeLives("developer-permissions");
