import { recipeLives } from "./support/recipe-life";

recipeLives("your-own-secret-value");
