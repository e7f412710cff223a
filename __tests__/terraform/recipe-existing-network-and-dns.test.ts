import { recipeLives } from "./support/recipe-life";

recipeLives("existing-network-and-dns");
