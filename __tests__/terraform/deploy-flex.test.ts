import { releaseSample } from "./support/releases";
import { livesThrough } from "./support/whole-life";

const options = {
  environment: "prod",
  functionApp: { plan: "FC1" },
  storage: { packageAccount: "internet" },
} as const;

livesThrough("prod on Flex Consumption", {
  environment: "prod",
  options,
  deployed: {
    "the app takes a release from the internet, although the account of its host is closed": async (on) => {
      const { changed } = await releaseSample(on, options);
      expect(changed).toBe(true);
      expect(on.standIn.flexPackage()?.length).toBeGreaterThan(0);
    },
  },
});
