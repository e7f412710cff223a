/** One C# expression that API Management evaluates with each call: `context.User.Id`. */
export interface PolicyExpression {
  readonly expression: string;
}

/** C# statements that API Management runs with each call; every way through them ends with `return`. */
export interface PolicyStatements {
  readonly statements: string;
}

/** What a named value of the API Management service holds, by its display name. */
export interface NamedValue {
  readonly namedValue: string;
}

/**
 * A value in a policy. Text is taken as it stands; what API Management evaluates or puts in is said as such, since it
 * tells them from text by their signs alone: learn.microsoft.com/azure/api-management/api-management-policy-expressions#syntax
 * and learn.microsoft.com/azure/api-management/api-management-howto-properties#use-a-named-value.
 */
export type PolicyValue = string | PolicyExpression | PolicyStatements | NamedValue;

/**
 * A C# expression as the value of a policy, `@(…)` in its document:
 * learn.microsoft.com/azure/api-management/api-management-policy-expressions. Named values, `{{name}}`, are put into
 * it before it is evaluated. It is code: make none of it out of text that comes from elsewhere.
 *
 * @param code - without `@(` and `)`: `context.Request.IpAddress`
 */
export function expression(code: string): PolicyExpression {
  return { expression: code };
}

/**
 * C# statements as the value of a policy, `@{…}` in its document. All ways through them end with `return`:
 * learn.microsoft.com/azure/api-management/api-management-policy-expressions#syntax.
 *
 * @param code - without `@{` and `}`: `var now = DateTime.UtcNow; return now.ToString("o");`
 */
export function statements(code: string): PolicyStatements {
  return { statements: code };
}

/**
 * A named value of the API Management service as the value of a policy, `{{name}}` in its document: the place for
 * secrets. Learn more at learn.microsoft.com/azure/api-management/api-management-howto-properties.
 *
 * @param displayName - letters, digits, `_`, `.` and `-`, at most 256
 */
export function namedValue(displayName: string): NamedValue {
  return { namedValue: displayName };
}
