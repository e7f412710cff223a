import { corsElements } from "./cors";
import { type Level, type Operations, type DeclaredPolicies, place } from "./decisions";
import { type PolicyName, type PolicySettings, kindsByName } from "./kinds";
import { type ElementValue, type PolicyElement, type TextForm, element, serialised } from "./policy-document";
import { type RequestRewrite, rewriteKind } from "./rewrites";

/** What documents are written from, beside the policies. */
export interface PolicyContext {
  /** The Microsoft Entra tenant that issues tokens where the policies name none; it may be a reference. */
  readonly tenantId: string;
  /** The backend that calls go to, by its name; it may be a reference. Without one, the API's own address. */
  readonly backendId?: string;
  /** The operations of the API, by their ids. */
  readonly operations: Operations;
  /**
   * What every text becomes, for documents that stand in another language. For Terraform it is `literal`: a whole
   * document with a reference in it could not be told from one that is to be evaluated.
   * @default - text as it stands
   */
  readonly form?: TextForm;
}

/** The documents of an API: `xml_content` of its policy, and of those operations' that need one, by their ids. */
export interface PolicyDocuments {
  readonly api: string;
  readonly operations: Readonly<Record<string, string>>;
}

/**
 * Writes policies that were checked as API Management takes them:
 * learn.microsoft.com/azure/api-management/api-management-howto-policies. Same policies, same text.
 */
export function policyDocuments(given: DeclaredPolicies, context: PolicyContext): PolicyDocuments {
  const { api, operations } = place(given, context.operations);
  const { form = (text: string) => text } = context;
  const { backendId } = context;
  const backend =
    backendId === undefined
      ? []
      : [element("set-backend-service", { "backend-id": { reference: backendId } })];
  return {
    api: serialised(documentOf(api, backend, context, corsElements(given.cors)), form),
    operations: Object.fromEntries(
      Object.entries(operations).map(([id, level]) => [id, serialised(documentOf(level, [], context), form)]),
    ),
  };
}

function documentOf(
  level: Level,
  backend: readonly PolicyElement[],
  { tenantId }: PolicyContext,
  first: readonly PolicyElement[] = [],
): PolicyElement {
  const base = element("base");
  return element("policies", {}, [
    element("inbound", {}, [
      base,
      // A preflight request has no token: learn.microsoft.com/azure/api-management/cors-policy#common-configuration-issues
      ...first,
      ...level.names.flatMap((name) => inboundOf(name, level.decided[name], level, { reference: tenantId })),
      ...backend,
      ...level.inbound.map(rewriteElement),
    ]),
    element("backend", {}, [base]),
    // As Microsoft's examples have it: stored before anything is done to the response.
    element("outbound", {}, [
      ...level.names.flatMap((name) => outboundOf(name, level.decided[name])),
      base,
      ...level.outbound.map(rewriteElement),
    ]),
    element("on-error", {}, [base]),
  ]);
}

function inboundOf<Name extends PolicyName>(
  name: Name,
  settings: PolicySettings[Name] | false,
  { decided, own }: Level,
  tenantId: ElementValue,
): readonly PolicyElement[] {
  if (settings === false) return [];
  const authenticated = decided.authentication !== false;
  return [kindsByName[name].inbound(settings, { tenantId, authenticated, ofOperation: own.includes(name) })];
}

function outboundOf<Name extends PolicyName>(
  name: Name,
  settings: PolicySettings[Name] | false,
): readonly PolicyElement[] {
  const { outbound } = kindsByName[name];
  return settings === false || outbound === undefined ? [] : [outbound(settings)];
}

function rewriteElement(rewrite: RequestRewrite): PolicyElement {
  switch (rewrite.type) {
    case "setHeader":
      return rewriteKind(rewrite.type).element(rewrite);
    case "setQueryParameter":
      return rewriteKind(rewrite.type).element(rewrite);
    case "rewriteUri":
      return rewriteKind(rewrite.type).element(rewrite);
    case "setBody":
      return rewriteKind(rewrite.type).element(rewrite);
    case "findAndReplace":
      return rewriteKind(rewrite.type).element(rewrite);
  }
}
