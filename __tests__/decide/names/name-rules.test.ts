import { type CommonNameKind, nameRules as commonRules } from "../../../lib/azure/names/azure-names";
import { ruleFault } from "../../../lib/azure/names/name-rule";
import { allNameRules } from "../../../lib/decide/names/name-rules";
import type { NameKind } from "../../../lib/services/words";

const nameRules = { ...commonRules, ...allNameRules };
const kinds = Object.keys(nameRules);
const x = (count: number): string => "x".repeat(count);

describe("Azure's rules", () => {
  test.each<[NameKind | CommonNameKind, readonly string[], readonly string[]]>([
    ["resourceGroup", ["rg_a.(1)", x(90)], ["", "rg.", "rg a", "rg/a", x(91)]],
    ["logAnalyticsWorkspace", ["log1", "Log-1", x(63)], ["log", "-log", "logs-", "log_1", x(64)]],
    ["applicationInsights", ["a", "a.b_(c)-d", x(260)], ["", "a.", "a b", x(261)]],
    ["actionGroup", ["a", "Ops team", x(260)], ["", "a.", "a:b", "a/b", "a|b", x(261)]],
    ["metricAlert", ["a", "Too slow (5)", x(260)], ["", "a.", "a#b", "a@b", "{a}", x(261)]],
    ["activityLogAlert", ["a", "Lock deleted (1)", x(260)], ["", "a.", "a#b", "a@b", "{a}", x(261)]],
    ["logSearchAlert", ["a", "Secret ends (1)", x(260)], ["", "a.", "a#b", "a@b", "{a}", x(261)]],
    ["availabilityTest", ["a", "a.b_(c)-d", x(260)], ["", "a.", "a b", x(261)]],
    ["queryPack", ["pack", "Pack-1", x(63)], ["abc", "-pack", "pack-", "a_b_c", x(64)]],
    ["budget", ["a", "Costs_of-1", x(63)], ["", "a.b", "a b", x(64)]],
    ["keyVault", ["kv1", "Kv-a-1", x(24)], ["kv", "1kv", "kv-", "kv--a", "kv_a", x(25)]],
    ["keyVaultSecret", ["a", "jwt-secret", "1", x(127)], ["", "jwt_secret", "jwt.secret", x(128)]],
    ["cosmosAccount", ["abc", "a-1", x(44)], ["ab", "Abc", "-ab", "ab-", "a_b", x(45)]],
    ["cosmosDatabase", ["d", "My db", x(255)], ["", "a/b", "a\\b", "a#b", "a?b", "a%b", "db ", x(256)]],
    ["cosmosContainer", ["c", "a.b", x(255)], ["", "a/b", "a\\b", "a#b", "a?b", "a%b", "c ", x(256)]],
    ["storageAccount", ["abc", "1st", x(24)], ["ab", "st-a", "stA", x(25)]],
    ["hostStorageAccount", ["abc", "1st", x(24)], ["ab", "st-a", "stA", x(25)]],
    ["storageContainer", ["abc", "a-b", "1ab", x(63)], ["ab", "Abc", "a--b", "-ab", "ab-", "a_b", x(64)]],
    ["storageQueue", ["abc", "a-b", "1ab", x(63)], ["ab", "Abc", "a--b", "-ab", "ab-", "a_b", x(64)]],
    ["storageTable", ["abc", "Logs1", x(63)], ["ab", "1ab", "a-bc", "table", "Tables", x(64)]],
    ["storageShare", ["abc", "a-b", "1ab", x(63)], ["ab", "Abc", "a--b", "-ab", "ab-", "a_b", x(64)]],
    ["eventGridTopic", ["abc", "A-1", x(50)], ["ab", "a_b", "a.b", x(51)]],
    ["eventGridSystemTopic", ["abc", "A-1", x(128)], ["ab", "a_b", "a.b", x(129)]],
    ["eventGridSubscription", ["abc", "A-1", x(64)], ["ab", "a_b", "a.b", x(65)]],
    ["servicePlan", ["a", "Asp-1", "asp_1", x(60)], ["", "asp.1", "asp 1", "äsp", x(61)]],
    ["functionApp", ["ab", "Func-1", x(60)], ["a", "-ab", "ab-", "a_b", "a.b", x(61)]],
    ["furtherServicePlan", ["a", "Asp-1", "asp_1", x(60)], ["", "asp.1", "asp 1", "äsp", x(61)]],
    ["furtherFunctionApp", ["ab", "Func-1", x(60)], ["a", "-ab", "ab-", "a_b", "a.b", x(61)]],
    ["functionAppSlot", ["ab", "staging-2", x(59)], ["a", "production", "Production", "a-", "a_b", x(60)]],
    ["userAssignedIdentity", ["id1", "Id_a-1", x(128)], ["id", "-id", "_id", "i.d", x(129)]],
    ["virtualNetwork", ["ab", "vnet-1_a.b", x(64)], ["a", "-ab", "ab-", x(65)]],
    ["subnet", ["a", "snet-1_a.b", x(80)], ["", "-ab", "ab-", x(81)]],
    ["networkSecurityGroup", ["a", "nsg-1_a.b", x(80)], ["", "-ab", "ab-", x(81)]],
    ["privateDnsZoneLink", ["a", "link-1_a.b", x(80)], ["", "-ab", "ab.", x(81)]],
    ["privateEndpoint", ["a", "pep-1_a.b", x(80)], ["", "-ab", "ab-", x(81)]],
    ["eventHubsNamespace", ["Evhns-1", x(50)], ["abcde", "1evhns-", x(51)]],
    ["serviceBusNamespace", ["Sbns-1", x(50)], ["abcde", "1sbns-", "orders-sb", "orders-mgmt", x(51)]],
    ["apiManagement", ["a", "Apim-1", x(50)], ["", "1apim", "apim-", "a_b", "a.b", x(51)]],
    ["cdnProfile", ["ab", "Afd-1", x(90)], ["a", "-ab", "ab-", "a_b", "a.b", x(91)]],
    ["cdnEndpoint", ["ab", "Fde-1", x(46)], ["a", "-ab", "ab-", "a_b", "a.b", x(47)]],
    ["cdnStorageAccount", ["abc", "1st", x(24)], ["ab", "st-a", "stA", x(25)]],
    ["containerRegistry", ["crone", "Crone1", x(50)], ["cr12", "cr-one", "cr_one", "cr.one", x(51)]],
    ["managedRedis", ["abc", "A-1", x(60)], ["ab", "-ab", "ab-", "a--b", "a_b", "a.b", x(61)]],
    ["redisCache", ["a", "A-1", x(63)], ["", "-ab", "ab-", "a--b", "a_b", "a.b", x(64)]],
    ["publicIpAddress", ["a", "pip-1_a.b", x(80)], ["", "-ab", "ab-", x(81)]],
    ["virtualNetworkPeering", ["a", "peer-1_a.b", x(80)], ["", "-ab", "ab-", x(81)]],
    ["routeTable", ["a", "rt-1_a.b", x(80)], ["", "-ab", "ab-", x(81)]],
    ["flowLog", ["a", "fl-1_a.b", x(80)], ["", "-ab", "ab-", x(81)]],
    ["flowLogStorageAccount", ["abc", "1st", x(24)], ["ab", "st-a", "stA", x(25)]],
    ["natGateway", ["a", "ng-1_a.b", x(80)], ["", "-ab", "ab-", x(81)]],
    ["natPublicIpAddress", ["a", "pip-1_a.b", x(80)], ["", "-ab", "ab-", x(81)]],
    ["templateDeployment", ["a", "secret-a_(b).c", x(64)], ["", "a b", "a/b", x(65)]],
  ])("Azure's rules accept and refuse names of a %s", (kind, good, bad) => {
    expect(good.filter((name) => ruleFault(nameRules[kind], name) !== undefined)).toEqual([]);
    expect(bad.filter((name) => ruleFault(nameRules[kind], name) === undefined)).toEqual([]);
  });

  test("there are rules for 53 kinds, all of them in the table above", () => {
    expect(kinds).toHaveLength(53);
  });

  test("the rules list all that is wrong: the length first, then the characters", () => {
    expect(ruleFault(nameRules.storageAccount, "no")).toBe(
      "a storage account name has 3 to 24 characters, this one has 2",
    );
    expect(ruleFault(nameRules.storageContainer, "TF")).toMatch(
      /^a blob container name has 3 to 63 characters, this one has 2; and /,
    );
    expect(ruleFault(nameRules.keyVault, `${x(24)}_`)).toMatch(/^a key vault name has 3 to 24 .*; and /);
    expect(ruleFault(nameRules.keyVault, "")).toBe("a key vault name has 3 to 24 characters, this one has 0");
    expect(ruleFault(nameRules.storageAccount, "Nope")).toBe(
      "a storage account name has lower-case letters and digits",
    );
  });
});
