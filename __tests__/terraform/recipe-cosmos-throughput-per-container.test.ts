import { recipeLives } from "./support/recipe-life";

recipeLives("cosmos-throughput-per-container");
