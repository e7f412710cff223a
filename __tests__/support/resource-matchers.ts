import { Testing } from "cdktf";
import "cdktf/lib/testing/adapters/jest";

// The engine's own matchers, `toHaveResourceWithProperties` and so on, for the files that import this.
Testing.setupJest();
