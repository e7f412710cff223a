import { recipeLives } from "./support/recipe-life";

recipeLives("host-json");
