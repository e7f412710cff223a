/**
 * Where availability tests are run from:
 * learn.microsoft.com/azure/azure-monitor/app/availability#location-population-tags
 */
export type AvailabilityLocation =
  | "apac-hk-hkn-azr"
  | "apac-jp-kaw-edge"
  | "apac-sg-sin-azr"
  | "emea-au-syd-edge"
  | "emea-ch-zrh-edge"
  | "emea-fr-pra-edge"
  | "emea-gb-db3-azr"
  | "emea-nl-ams-azr"
  | "emea-ru-msa-edge"
  | "emea-se-sto-edge"
  | "latam-br-gru-edge"
  | "us-ca-sjc-azr"
  | "us-fl-mia-edge"
  | "us-il-ch1-azr"
  | "us-tx-sn1-azr"
  | "us-va-ash-azr";

/** Three continents. */
export const defaultLocations: readonly AvailabilityLocation[] = [
  "us-va-ash-azr",
  "us-tx-sn1-azr",
  "us-ca-sjc-azr",
  "emea-nl-ams-azr",
  "apac-sg-sin-azr",
];
