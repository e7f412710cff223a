import type { BindingKind } from "./binding";

/** The backend's Redis, which a handler uses through a client of its own. */
export interface RedisAccess {
  readonly type: "redis";
  readonly action: "read" | "write";
}

/** Nothing is bound to Redis: the host knows it as a trigger alone. */
export const redisBinding: BindingKind<never, RedisAccess> = {
  directions: {},
  accessFields: { type: true, action: true },
  actions: ["read", "write"],
  example: '{ type: "redis", action: "write" }',

  check: () => true,

  needs: ({ action }) => ({
    redis: [
      {
        name: "redis",
        action,
        field: "type",
        reason: action === "write" ? "reads and writes it" : "reads it",
      },
    ],
  }),

  // Every function has REDIS_HOST and REDIS_PORT.
  settings: () => ({}),

  register() {
    throw new Error("there is no binding of type redis");
  },
};
