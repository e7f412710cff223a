import { type FindAndReplace, findAndReplace } from "./find-and-replace";
import type { RewriteKind } from "./rewrite-kind";
import { type RewriteUri, rewriteUri } from "./rewrite-uri";
import { type SetBody, setBody } from "./set-body";
import { type SetHeader, setHeader } from "./set-header";
import { type SetQueryParameter, setQueryParameter } from "./set-query-parameter";

/** One change of a response. */
export type ResponseRewrite = SetHeader | SetBody | FindAndReplace;
/** One change of a request. */
export type RequestRewrite = ResponseRewrite | SetQueryParameter | RewriteUri;

type RewriteType = RequestRewrite["type"];
type RewriteOf<Type extends RewriteType> = Extract<RequestRewrite, { readonly type: Type }>;

const rewriteKinds: { readonly [Type in RewriteType]: RewriteKind<RewriteOf<Type>> } = {
  setHeader,
  setQueryParameter,
  rewriteUri,
  setBody,
  findAndReplace,
};

export const rewriteTypes = Object.keys(rewriteKinds) as readonly RewriteType[];

export function isRewriteType(type: unknown): type is RewriteType {
  return typeof type === "string" && Object.hasOwn(rewriteKinds, type);
}

export function rewriteKind<Type extends RewriteType>(type: Type): RewriteKind<RewriteOf<Type>> {
  return rewriteKinds[type];
}
