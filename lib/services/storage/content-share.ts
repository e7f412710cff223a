import type { PlanContext } from "../contract/service";

/** The file shares of an app and its slots; none unless its code lives in one. Each slot has its own. */
export function contentShareNames({ settings, name }: PlanContext): readonly string[] {
  const { package: source, slots } = settings.functionApp;
  if (source !== "content-share") return [];
  const app = name("functionApp");
  return [contentShareName(app), ...slots.map((slot) => contentShareName(app, slot))];
}

export function contentShareName(app: string, slot?: string): string {
  return (slot === undefined ? `${app}-content` : `${app}-${slot}-content`).toLowerCase();
}
