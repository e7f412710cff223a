import { recipeLives } from "./support/recipe-life";

recipeLives("ip-restrictions");
