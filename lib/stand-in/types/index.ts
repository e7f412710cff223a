import type { ArmType } from "../arm-type";
import { apiManagement } from "./api-management";
import { authorization } from "./authorization";
import { containerInstances } from "./container-instances";
import { containerRegistry } from "./container-registry";
import { cosmos } from "./cosmos";
import { dnsZones } from "./dns-zones";
import { directory } from "./directory";
import { eventGrid } from "./event-grid";
import { eventHubs } from "./event-hubs";
import { frontDoor } from "./front-door";
import { keyVault } from "./key-vault";
import { messaging } from "./messaging";
import { monitoring } from "./monitoring";
import { network } from "./network";
import { redis } from "./redis";
import { resources } from "./resources";
import { storage } from "./storage";
import { web } from "./web";

/** Every type of resource that the stand-in knows. */
export const types: readonly ArmType[] = [
  ...resources,
  ...network,
  ...dnsZones,
  ...monitoring,
  ...cosmos,
  ...storage,
  ...keyVault,
  ...web,
  ...authorization,
  ...messaging,
  ...containerInstances,
  ...containerRegistry,
  ...apiManagement,
  ...redis,
  ...frontDoor,
  ...eventGrid,
  ...eventHubs,
  ...directory,
];
