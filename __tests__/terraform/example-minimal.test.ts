import { exampleLives } from "./support/example-life";

exampleLives("minimal", { environment: "dev" });
