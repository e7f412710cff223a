import { recipeLives } from "./support/recipe-life";

recipeLives("sign-in");
