import { recipeLives } from "./support/recipe-life";

recipeLives("azure-policy-tags");
