import { recipeLives } from "./support/recipe-life";

recipeLives("delete-an-environment");
