import type { JsonObject } from "../../lib/stand-in/json";
import { STORAGE, type Asked, type Row } from "./asked";
import { inGroup } from "./manager";

const GUID = "6a7d5c7e-7d8e-5b1c-9c0c-2f8f0a1b2c3d";
const workbook = (content: JsonObject, name = GUID): Asked => [
  inGroup(`Microsoft.Insights/workbooks/${name}`),
  {
    location: "eastus2",
    kind: "shared",
    properties: { category: "workbook", displayName: "shop", serializedData: JSON.stringify(content) },
  },
];
const EMPTY = { version: "Notebook/1.0", items: [] };
const TYPE = "microsoft.storage/storageaccounts";
const chart = (metric: JsonObject, id = STORAGE): Asked =>
  workbook({
    version: "Notebook/1.0",
    items: [
      {
        type: 10,
        content: {
          resourceType: TYPE,
          resourceIds: [id],
          metrics: [
            { namespace: TYPE, metric: `${TYPE}-Transaction-Transactions`, aggregation: 1, ...metric },
          ],
        },
      },
    ],
  });
const given: readonly Asked[] = [[STORAGE, { location: "eastus2", sku: { name: "Standard_LRS" } }]];

/** What Azure Monitor refuses of workbooks, or does not show. */
export const refusedWorkbooks: Readonly<Record<string, Row | readonly Row[]>> = {
  "the name of a workbook is a GUID": {
    right: workbook(EMPTY),
    wrong: workbook(EMPTY, "shop"),
    message: "400 BadRequest: The workbook name shop is not a GUID",
  },
  "a workbook is a notebook in JSON": {
    right: workbook(EMPTY),
    wrong: workbook({ items: [] }),
    message: "400 BadRequest: The serialized data of the workbook is not valid",
  },
  "a chart of a workbook is of metrics of its type of resource, and of resources of that type that exist": [
    {
      given,
      right: chart({}),
      wrong: chart({ metric: `${TYPE}-Transaction-Sales` }),
      message: `400 BadRequest: Metric ${TYPE}-Transaction-Sales is not known for ${TYPE}`,
    },
    {
      given,
      right: chart({}),
      wrong: chart({ aggregation: 9 }),
      message: `400 BadRequest: Metric ${TYPE}-Transaction-Transactions has an unknown aggregation`,
    },
    {
      given,
      right: chart({}),
      wrong: chart({}, `${STORAGE}two`),
      message: `400 BadRequest: Resource ${STORAGE}two of a chart was not found`,
    },
  ],
};
