import { recipeLives } from "./support/recipe-life";

recipeLives("keep-and-restore-blobs");
