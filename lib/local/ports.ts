import { connect, createServer } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { LOCAL_HOST } from "./emulators";

/** Which of these nobody listens on is for the operating system to say. */
export async function takenPorts(ports: readonly number[]): Promise<readonly number[]> {
  const free = await Promise.all(ports.map(isFree));
  return ports.filter((_port, index) => free[index] === false);
}

async function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => {
      resolve(false);
    });
    server.listen({ port, host: LOCAL_HOST, exclusive: true }, () => {
      server.close(() => {
        resolve(true);
      });
    });
  });
}

const EVERY_MS = 50;

/** Resolves once somebody listens on every port. */
export async function answering(ports: readonly number[], signal: AbortSignal): Promise<void> {
  for (const port of ports) while (!(await answers(port))) await pause(EVERY_MS, undefined, { signal });
}

async function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: LOCAL_HOST });
    const end = (answered: boolean): void => {
      socket.destroy();
      resolve(answered);
    };
    socket.once("connect", () => {
      end(true);
    });
    socket.once("error", () => {
      end(false);
    });
  });
}
