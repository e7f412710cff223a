import { exampleLives } from "./support/example-life";

exampleLives("multi-region", {
  everyStack: true,
  asked: {
    "the deployment makes a database that both regions write": ({ standIn }) => {
      expect(standIn.asked("Microsoft.DocumentDB/databaseAccounts")).toMatchObject({
        properties: {
          enableMultipleWriteLocations: true,
          locations: expect.arrayContaining([
            expect.objectContaining({ locationName: "eastus2", failoverPriority: 0 }),
            expect.objectContaining({ locationName: "westus2", failoverPriority: 1 }),
          ]) as unknown,
        },
      });
    },
    "the deployment makes a private endpoint for the database in the west": ({ standIn }) => {
      const database = standIn.resource("Microsoft.DocumentDB/databaseAccounts");
      expect(standIn.asked("Microsoft.Network/privateEndpoints", "pep-database")).toMatchObject({
        location: "westus2",
        properties: {
          privateLinkServiceConnections: [
            { properties: { privateLinkServiceId: database.id, groupIds: ["Sql"] } },
          ],
        },
      });
    },
    "the apps let in only requests through that address": ({ standIn }) => {
      const profile = standIn.resource("Microsoft.Cdn/profiles").body["properties"] as {
        readonly frontDoorId: string;
      };
      for (const { body } of standIn.resources.filter(({ type }) => type === "Microsoft.Web/sites"))
        expect(body).toMatchObject({
          properties: {
            siteConfig: {
              ipSecurityRestrictionsDefaultAction: "Deny",
              ipSecurityRestrictions: [
                {
                  action: "Allow",
                  ipAddress: "AzureFrontDoor.Backend",
                  tag: "ServiceTag",
                  headers: { "x-azure-fdid": [profile.frontDoorId] },
                },
              ],
            },
          },
        });
    },
    "the deployment makes one address before both regions": ({ standIn }) => {
      const apps = standIn.resources.filter(({ type }) => type === "Microsoft.Web/sites");
      const hosts = [1, 2].map((number) => {
        const { properties } = standIn.asked(
          "Microsoft.Cdn/profiles/originGroups/origins",
          `region-${number}`,
        );
        return (properties as { readonly hostName: string }).hostName;
      });
      expect(hosts.sort()).toEqual(apps.map(({ name }) => `${name}.azurewebsites.net`).sort());
    },
  },
});
