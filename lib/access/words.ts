import type { CallerNeeds, Network } from "../services/contract/reachable";

/** From where something is reached, in words. */
export function networkText(network: Network): string {
  switch (network.from) {
    case "internet":
      return "the internet";
    case "addresses":
      return network.addresses.join(", ");
    case "subnet":
      return `subnet ${network.subnet}`;
    case "network":
      return "the virtual network";
    case "nowhere":
      return "nowhere";
    case "unknown":
      return "where its owner lets it";
  }
}

/** What a caller has to have, in words. */
export function needsText({ keys, token }: CallerNeeds): string {
  const named = [
    ...keys.map((key) => `${key === "account key" ? "an" : "a"} ${key}`),
    ...(token === undefined ? [] : ["a token"]),
  ];
  return named.length === 0 ? "no credentials" : named.join(" and ");
}
