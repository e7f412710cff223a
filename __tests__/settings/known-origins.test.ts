import fc from "fast-check";
import { KnownOrigins, type Origin } from "../../lib/settings/known-origins";
import { isWithin } from "../../lib/settings/option-path";

const path = fc
  .array(fc.constantFrom("a", "b", "ab"), { minLength: 1, maxLength: 3 })
  .map((keys) => keys.join("."));
const step = fc.record({ does: fc.constantFrom("set", "set", "delete", "forget"), path });

test("after any changes, what is within a path is what a look at every origin finds, in its order", () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 12 }), fc.array(path), (steps, asked) => {
      const known = new KnownOrigins();
      const plain = new Map<string, Origin>();
      for (const [index, { does, path: at }] of steps.entries()) {
        const origin = { layer: `${index}`, chosen: false, path: at };
        if (does === "set") known.set(at, origin);
        else if (does === "delete") known.delete(at);
        else known.forget(at);
        if (does === "set") plain.set(at, origin);
        else
          for (const each of plain.keys())
            if (does === "delete" ? each === at : isWithin(each, at)) plain.delete(each);
      }
      expect(Object.entries(known.all())).toEqual([...plain]);
      for (const at of asked) {
        expect(known.at(at)).toBe(plain.get(at));
        expect(known.within(at)).toEqual(
          [...plain].filter(([each]) => isWithin(each, at)).map(([, origin]) => origin),
        );
      }
    }),
  );
});
