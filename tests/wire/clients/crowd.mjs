// Many connections at once, on plain sockets.
import net from 'node:net';
import {once} from 'node:events';
import {deliver, sign} from './signed_request.mjs';

export async function connect(endpoint) {
  const {hostname, port} = new URL(endpoint);
  const socket = net.connect({host: hostname, port: Number(port)});
  socket.on('error', () => {}); // told by 'close'
  await once(socket, 'connect');
  return socket;
}

// Opens so many connections, some at a time.
export async function connectMany(endpoint, count) {
  const sockets = [];
  while (sockets.length < count) {
    const some = Math.min(100, count - sockets.length);
    sockets.push(...await Promise.all(Array.from({length: some}, () => connect(endpoint))));
  }
  return sockets;
}

// What the server says of itself under that name, with its labels.
export async function metric(endpoint, name) {
  const {text} = await deliver(endpoint, {method: 'GET', path: '/metrics', headers: {}});
  return Number(text.split('\n').find((line) => line.startsWith(`opencppo_${name} `))
    .split(' ')[1]);
}

// How many requests have waited for a worker, and how many of them for less than a second. Clients
// on the same busy machine cannot tell waiting for the server from waiting for the machine.
export async function waits(endpoint) {
  return {
    count: await metric(endpoint, 'request_wait_seconds_count'),
    short: await metric(endpoint, 'request_wait_seconds_bucket{le="1.000"}'),
  };
}

// A signed request as bytes; it may be sent again and again.
export async function signedBytes(actor, endpoint, service, request) {
  const {method, path, headers} = await sign(endpoint, actor.keys, service, request);
  const body = request.body ?? '';
  const lines = Object.entries({...headers, 'content-length': Buffer.byteLength(body)})
    .map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.from(`${method} ${path} HTTP/1.1\r\n${lines.join('')}\r\n${body}`);
}

// The statuses and bodies of whole replies in what a socket received; the rest is left over.
function replies(text) {
  const found = [];
  for (;;) {
    const end = text.indexOf('\r\n\r\n');
    if (end < 0) return {found, rest: text};
    const head = text.slice(0, end);
    const size = Number(/content-length: (\d+)/i.exec(head)?.[1] ?? 0);
    if (text.length < end + 4 + size) return {found, rest: text};
    const body = text.slice(end + 4, end + 4 + size);
    found.push({status: Number(head.slice(9, 12)), body});
    text = text.slice(end + 4 + size);
  }
}

// Sends one request after the other on a connection until the time is over; answers each reply with
// its latency.
export function keepAsking(socket, requests, until) {
  const answered = [];
  return new Promise((resolve) => {
    let rest = '';
    let sent_at = 0;
    const ask = () => {
      sent_at = performance.now();
      socket.write(requests[Math.floor(Math.random() * requests.length)]);
    };
    socket.on('data', (data) => {
      const read = replies(rest + data.toString('latin1'));
      rest = read.rest;
      for (const each of read.found)
        answered.push({...each, latency_ms: performance.now() - sent_at});
      if (read.found.length === 0) return;
      if (performance.now() < until) ask();
      else resolve(answered);
    });
    socket.on('close', () => resolve(answered));
    ask();
  });
}
