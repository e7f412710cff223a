import { listed } from "./recorded-ends";
import type { Retirement } from "./retirement";

const B2C = "learn.microsoft.com/azure/active-directory-b2c/faq";

/** What callers meet first: names, networks, sign-in. */
export const edgeRetirements = {
  "cdn-classic-creation": {
    what: "Azure CDN Standard from Microsoft (Standard_Microsoft)",
    state: "notCreated",
    date: "2025-10-01",
    replacement: "use Front Door Standard",
    source: "learn.microsoft.com/azure/frontdoor/front-door-cdn-comparison",
    place: { decidedBy: "optional.cdn" },
  },
  "front-door-classic": {
    what: "Front Door (classic)",
    state: "retires",
    ...listed("529"),
    replacement: "use Front Door Standard or Premium",
    place: { by: "never offered: optional.cdn is Front Door Standard" },
  },
  "b2c-creation": {
    what: "Azure AD B2C",
    state: "notCreated",
    date: "2025-05-01",
    except: "customers that had it by then",
    replacement: "use Entra External ID",
    source: B2C,
    place: { decidedBy: "optional.b2c" },
  },
  "b2c-premium-p2": {
    what: "Azure AD B2C Premium P2",
    state: "notCreated",
    date: "2026-03-15",
    replacement: "use Premium P1",
    source: B2C,
    place: { decidedBy: "optional.b2c" },
  },
  "basic-public-ip": {
    what: "Basic public IP addresses and load balancers",
    state: "notCreated",
    ...listed("220"),
    replacement: "use the SKU Standard",
    place: { by: "never offered: every public address has the SKU Standard" },
  },
} as const satisfies Readonly<Record<string, Retirement>>;
