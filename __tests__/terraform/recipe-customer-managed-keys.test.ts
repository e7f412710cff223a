import { recipeLives } from "./support/recipe-life";

recipeLives("customer-managed-keys");
