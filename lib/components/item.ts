/** What JSON can say. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** One item, without the fields that Cosmos DB adds. */
export type Item = Readonly<Record<string, Json>>;

/** The value of a partition key or of a sort field. */
export type Scalar = string | number | boolean;
