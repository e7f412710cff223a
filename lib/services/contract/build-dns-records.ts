import { DnsARecord } from "@cdktf/provider-azurerm/lib/dns-a-record";
import { DnsCnameRecord } from "@cdktf/provider-azurerm/lib/dns-cname-record";
import { DnsTxtRecord } from "@cdktf/provider-azurerm/lib/dns-txt-record";
import type { TerraformProvider, TerraformResource } from "cdktf";
import type { Construct } from "constructs";
import { constructId } from "../../kit/construct-id";
import type { DnsZonePlan } from "./dns-zone";
import type { Transformed } from "./transforms";

/** Seconds for which others keep a record. */
const TTL = 3600;

/** What records are made with. */
export interface DnsRecordContext {
  readonly scope: Construct;
  readonly transformed: Transformed;
  /** The provider of a subscription; undefined for the backend's own. */
  readonly providerOf: (subscriptionId: string) => TerraformProvider | undefined;
}

/** What has to be there before a record. */
export interface After {
  readonly dependsOn?: TerraformResource[];
}

interface At {
  readonly provider?: TerraformProvider;
  readonly name: string;
  readonly zoneName: string;
  readonly resourceGroupName: string;
  readonly ttl: number;
}

function at({ providerOf }: DnsRecordContext, zone: DnsZonePlan, name: string): At {
  const provider = providerOf(zone.subscriptionId);
  return {
    ...(provider === undefined ? {} : { provider }),
    name,
    zoneName: zone.name,
    resourceGroupName: zone.resourceGroupName,
    ttl: TTL,
  };
}

/** The construct of a record: one of a type at each name of a zone. */
function recordId(type: string, { name: zone }: DnsZonePlan, name: string): string {
  return constructId(`dns_${type}`, `${name}.${zone}`);
}

/** `api.contoso.com` is another name of `target`. */
export function buildCnameRecord(
  context: DnsRecordContext,
  zone: DnsZonePlan,
  name: string,
  target: string,
  after: After = {},
): DnsCnameRecord {
  const id = recordId("cname", zone, name);
  const config = { ...at(context, zone, name), record: target, ...after };
  return new DnsCnameRecord(context.scope, id, context.transformed("dnsCnameRecords", id, config));
}

/** A value that shows who owns the name. */
export function buildTxtRecord(
  context: DnsRecordContext,
  zone: DnsZonePlan,
  name: string,
  value: string,
): DnsTxtRecord {
  const id = recordId("txt", zone, name);
  const config = { ...at(context, zone, name), record: [{ value }] };
  return new DnsTxtRecord(context.scope, id, context.transformed("dnsTxtRecords", id, config));
}

/** An IPv4 address, for the root of a zone, which can be no other name of something. */
export function buildARecord(
  context: DnsRecordContext,
  zone: DnsZonePlan,
  name: string,
  address: string,
): DnsARecord {
  const id = recordId("a", zone, name);
  const config = { ...at(context, zone, name), records: [address] };
  return new DnsARecord(context.scope, id, context.transformed("dnsARecords", id, config));
}

/** An address of Azure's that follows a resource of Azure: what the root of a zone has in place of another name. */
export function buildAliasRecord(
  context: DnsRecordContext,
  zone: DnsZonePlan,
  name: string,
  targetResourceId: string,
  after: After = {},
): DnsARecord {
  const id = recordId("a", zone, name);
  const config = { ...at(context, zone, name), targetResourceId, ...after };
  return new DnsARecord(context.scope, id, context.transformed("dnsARecords", id, config));
}
