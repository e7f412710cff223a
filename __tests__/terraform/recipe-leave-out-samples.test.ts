import { recipeLives } from "./support/recipe-life";

recipeLives("leave-out-samples");
