import { recipeLives } from "./support/recipe-life";

recipeLives("several-subscriptions");
