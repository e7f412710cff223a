import { packageOf, releaseSample } from "./support/releases";
import { livesThrough } from "./support/whole-life";

const options = { environment: "prod", storage: { packageAccount: "internet" } } as const;

livesThrough("prod with an account of packages", {
  environment: "prod",
  options,
  deployed: {
    "the closed app takes a release from the internet": async (on) => {
      const { package: released } = await releaseSample(on, options);
      expect(packageOf(on, "Microsoft.Web/sites")).toMatch(
        new RegExp(
          `^https://stpkgfeedbackprod\\w+\\.blob\\.core\\.windows\\.net/function-packages/func-[^/]+/${released}$`,
        ),
      );
    },
    "everything that the app calls is within its reach": (on) => {
      expect(on.standIn.unreachable).toEqual([]);
      return Promise.resolve();
    },
  },
});
