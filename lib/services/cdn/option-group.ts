/** The option group, as messages name it. */
export const CDN = "optional.cdn";
