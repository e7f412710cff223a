/** Availability zones that a plan is spread over, with an instance in each at least. */
export const ZONES = 3;
