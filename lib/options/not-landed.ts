/** Option groups of services that a coming release brings; naming them is an error that says so. */
export const notLanded: Readonly<Record<string, string>> = {
  optional: "API Management, Service Bus, Redis, CDN, container registry and B2C",
  organization: "the publisher of API Management",
};
