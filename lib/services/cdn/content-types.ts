/** What Front Door can compress: learn.microsoft.com/azure/frontdoor/front-door-caching#file-compression */
export type CompressedContentType =
  | "application/eot"
  | "application/font"
  | "application/font-sfnt"
  | "application/javascript"
  | "application/json"
  | "application/opentype"
  | "application/otf"
  | "application/pkcs7-mime"
  | "application/truetype"
  | "application/ttf"
  | "application/vnd.ms-fontobject"
  | "application/xhtml+xml"
  | "application/xml"
  | "application/xml+rss"
  | "application/x-font-opentype"
  | "application/x-font-truetype"
  | "application/x-font-ttf"
  | "application/x-httpd-cgi"
  | "application/x-mpegurl"
  | "application/x-opentype"
  | "application/x-otf"
  | "application/x-perl"
  | "application/x-ttf"
  | "application/x-javascript"
  | "font/eot"
  | "font/ttf"
  | "font/otf"
  | "font/opentype"
  | "image/svg+xml"
  | "text/css"
  | "text/csv"
  | "text/html"
  | "text/javascript"
  | "text/js"
  | "text/plain"
  | "text/richtext"
  | "text/tab-separated-values"
  | "text/xml"
  | "text/x-script"
  | "text/x-component"
  | "text/x-java-source";

/** What public assets are made of, and is not compressed already. */
export const WEB_CONTENT_TYPES: readonly CompressedContentType[] = [
  "application/javascript",
  "application/json",
  "application/xhtml+xml",
  "application/xml",
  "font/otf",
  "font/ttf",
  "image/svg+xml",
  "text/css",
  "text/csv",
  "text/html",
  "text/javascript",
  "text/plain",
  "text/xml",
];
