import { recipeLives } from "./support/recipe-life";

recipeLives("event-hubs");
