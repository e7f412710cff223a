import { recipeLives } from "./support/recipe-life";

recipeLives("always-ready");
