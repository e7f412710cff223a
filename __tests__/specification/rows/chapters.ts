import { defaultAlerts } from "./alerts";
import { apiManagement } from "./api-management";
import { backendClass } from "./backend-class";
import { b2c } from "./b2c";
import { cdn } from "./cdn";
import { developmentCosts, productionCosts } from "./cost";
import { containerRegistry } from "./container-registry";
import { cosmos } from "./cosmos";
import { customCall } from "./custom-call";
import { diagnostics } from "./diagnostics";
import { development, production } from "./environments";
import { functionApp } from "./function-app";
import { identity } from "./identity";
import { keyVault } from "./key-vault";
import { logs } from "./logs";
import { minimalCall } from "./minimal-call";
import { networking } from "./networking";
import { optOutCall } from "./opt-out-call";
import { philosophy } from "./philosophy";
import { privateEndpoints } from "./private-endpoints";
import { redis } from "./redis";
import type { Chapter } from "./row";
import { serviceBus } from "./service-bus";
import { storage } from "./storage";
import { summary } from "./summary";

/** The specification from its philosophy to its summary. */
export const chapters: readonly Chapter[] = [
  philosophy,
  functionApp,
  storage,
  logs,
  cosmos,
  keyVault,
  identity,
  networking,
  privateEndpoints,
  apiManagement,
  serviceBus,
  b2c,
  redis,
  cdn,
  containerRegistry,
  development,
  production,
  minimalCall,
  customCall,
  optOutCall,
  diagnostics,
  defaultAlerts,
  developmentCosts,
  productionCosts,
  backendClass,
  summary,
];
