import { afterEach } from 'vitest';
import { startClient, type TestClient } from './client.ts';
import { fakeServer } from './fake-bundle.ts';
import type { Transport } from './spawn-server.ts';

const clients: TestClient[] = [];

/** A client of the server with the fake workspace; it is ended after the test. */
export async function fakeClient(transport?: Transport, ...args: string[]): Promise<TestClient> {
  const client = await startClient([fakeServer(), ...args], transport);
  clients.push(client);
  return client;
}

/** A client of the server as it is shipped, which `npm run build` has made. */
export async function bundledClient(transport?: Transport): Promise<TestClient> {
  const client = await startClient(['dist/server.js'], transport);
  clients.push(client);
  return client;
}

afterEach(() => {
  for (const client of clients.splice(0)) {
    client.connection.dispose();
    client.process.kill();
  }
});
