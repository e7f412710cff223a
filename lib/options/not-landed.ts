/** Options of services that a coming release brings, by path; naming them is an error that says so. */
export const notLanded: Readonly<Record<string, string>> = {
  "optional.serviceBus": "Service Bus",
};
