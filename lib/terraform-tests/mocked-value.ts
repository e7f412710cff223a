/** What a mocked provider answers: whatever JSON can say. */
export type MockedValue =
  string | number | boolean | null | readonly MockedValue[] | { readonly [key: string]: MockedValue };

export type MockedValues = Readonly<Record<string, MockedValue>>;
