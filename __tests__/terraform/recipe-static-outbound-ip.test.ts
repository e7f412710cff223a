import { recipeLives } from "./support/recipe-life";

recipeLives("static-outbound-ip");
