import { recipeLives } from "./support/recipe-life";

recipeLives("flow-logs");
