import type { NameRule } from "./name-rule";

/** What serves public assets, where there are several. */
export const cdnNames = {
  cdnEndpoint: {
    label: "Front Door endpoint",
    min: 2,
    max: 46,
    pattern: /^[0-9a-z]([0-9a-z-]*[0-9a-z])?$/i,
    characters: "letters, digits and hyphens, no hyphen at either end",
    // One of a name in a tenant: learn.microsoft.com/azure/frontdoor/endpoint
    scope: "global",
    detailFrom: "optional.cdn.endpoints",
    prefix: "fde",
    several: true,
  },
} as const satisfies Readonly<Record<string, NameRule>>;
