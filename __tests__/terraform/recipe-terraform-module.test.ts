import { recipeLives } from "./support/recipe-life";

recipeLives("terraform-module");
