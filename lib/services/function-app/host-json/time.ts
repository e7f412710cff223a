/** The seconds of a time of host.json, `00:05:00` or `00:00:00.80`; of `-1`, no limit. */
export function lasting(time: string): number {
  if (time === "-1") return Infinity;
  const [hours = 0, minutes = 0, seconds = 0] = time.split(":").map(Number);
  return (hours * 60 + minutes) * 60 + seconds;
}
