/** Option groups of services that a coming release brings; naming them is an error that says so. */
export const notLanded: Readonly<Record<string, string>> = {
  networking: "the virtual network and private endpoints",
  defaults: "switching the virtual network and private endpoints off",
  external: "bringing resources of your own",
  transform: "changing a resource's configuration",
  optional: "API Management, Service Bus, Redis, CDN, container registry and B2C",
  monitoring: "alerts and action groups",
  organization: "the publisher of API Management",
};
