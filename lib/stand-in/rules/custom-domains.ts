import { textAt } from "../json";
import { key } from "../resource-path";
import type { Rule } from "../rule";

const BINDINGS = "Microsoft.Web/sites/hostNameBindings";
const CERTIFICATES = "Microsoft.Web/certificates";
const CERTIFICATE_PAGE = "learn.microsoft.com/azure/app-service/configure-ssl-certificate";

export const customDomains: readonly Rule[] = [
  {
    says: "a managed certificate is for a host name that an app has",
    source: `${CERTIFICATE_PAGE}#create-a-free-managed-certificate`,
    on: [CERTIFICATES],
    refuse(asked, { store }) {
      const name = textAt(asked, "properties.canonicalName");
      if (name === "" || store.ofType(BINDINGS).some((each) => key(each.name) === key(name)))
        return undefined;
      return `Properties.CanonicalName is invalid. Certificate creation requires hostname ${name} added to an App Service in the serverFarm.`;
    },
  },
  {
    says: "the certificate of a host name exists",
    source: "learn.microsoft.com/azure/app-service/configure-ssl-bindings",
    on: [BINDINGS],
    status: 404,
    code: "NotFound",
    refuse(asked, { store }) {
      const thumbprint = textAt(asked, "properties.thumbprint");
      const known = store.ofType(CERTIFICATES).map(({ body }) => textAt(body, "properties.thumbprint"));
      return thumbprint === "" || known.includes(thumbprint)
        ? undefined
        : `Cannot find Certificate with thumbprint ${thumbprint}.`;
    },
  },
];
