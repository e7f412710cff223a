import type { NameRule } from "../../azure/names/name-rule";

/**
 * Words that Azure takes in no name of a resource with an address of its own. Compared without case. Source:
 * learn.microsoft.com/azure/azure-resource-manager/troubleshooting/error-reserved-resource-name
 */
const ANYWHERE = ["microsoft", "windows"];
const AT_THE_START = ["login"];
const AS_A_WHOLE = [
  "access",
  "app_code",
  "app_themes",
  "app_data",
  "app_globalresources",
  "app_localresources",
  "app_webreferences",
  "app_browsers",
  "azure",
  "bing",
  "bizspark",
  "biztalk",
  "cortana",
  "directx",
  "dotnet",
  "dynamics",
  "excel",
  "exchange",
  "forefront",
  "groove",
  "hololens",
  "hyperv",
  "kinect",
  "lync",
  "msdn",
  "o365",
  "office",
  "office365",
  "onedrive",
  "onenote",
  "outlook",
  "powerpoint",
  "sharepoint",
  "skype",
  "visio",
  "visualstudio",
  "web.config",
  "xbox",
];

/** Where a name of `rule` has a word that Azure keeps for itself: `has the reserved word "windows"`. */
export function reservedWordIn({ scope, reservedWords }: NameRule, name: string): string | undefined {
  if (scope !== "global" && reservedWords !== true) return undefined;
  const lower = name.toLowerCase();
  if (AS_A_WHOLE.includes(lower)) return "is a reserved word";
  const start = AT_THE_START.find((word) => lower.startsWith(word));
  if (start !== undefined) return `begins with the reserved word "${start}"`;
  const word = ANYWHERE.find((each) => lower.includes(each));
  return word === undefined ? undefined : `contains the reserved word "${word}"`;
}
