import { recipeLives } from "./support/recipe-life";

recipeLives("network-peering");
