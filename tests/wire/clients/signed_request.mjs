// Requests without an SDK client: signed by the SDK's own signer, sent over plain node:http or,
// where the endpoint says so, node:https.
import http from 'node:http';
import https from 'node:https';
import {Sha256} from '@aws-crypto/sha256-js';
import {HttpRequest} from '@smithy/protocol-http';
import {SignatureV4} from '@smithy/signature-v4';
import {ConsoleContract, documentPath} from './console_contract.mjs';

// Signs {method, path, query, headers, body}; `at` is another time than now.
export function sign(endpoint, keys, service, from, {at, region = 'us-east-1', ...more} = {}) {
  const {hostname, port} = new URL(endpoint);
  const signer = new SignatureV4({
    service, region, sha256: Sha256,
    credentials: {
      accessKeyId: keys.accessKeyId, secretAccessKey: keys.secretAccessKey, ...more,
    },
  });
  return signer.sign(plain(hostname, port, from), {signingDate: at ?? new Date()});
}

// The query form: a request anyone may send until it expires.
export function presign(endpoint, keys, service, from, {at, expiresIn = 60} = {}) {
  const {hostname, port} = new URL(endpoint);
  const signer = new SignatureV4(
    {service, region: 'us-east-1', sha256: Sha256, credentials: keys});
  return signer.presign(plain(hostname, port, from),
    {signingDate: at ?? new Date(), expiresIn});
}

function plain(hostname, port, {method, path, query = {}, headers = {}, body}) {
  return new HttpRequest({
    method, path, query, body, hostname, port: Number(port), protocol: 'http:',
    headers: {host: `${hostname}:${port}`, ...headers},
  });
}

// A list of values is a name that is there more than once.
function queryText(query) {
  const pairs = Object.entries(query ?? {}).flatMap(([name, values]) =>
    [values].flat().map((value) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`));
  return pairs.length > 0 ? `?${pairs.join('&')}` : '';
}

function parsed(text, type = '') {
  return /json/.test(type) && text !== '' ? JSON.parse(text) : undefined;
}

const contracts = new Map();

// What the server at that address says its console answers.
function contractOf(endpoint, agent) {
  if (!contracts.has(endpoint)) {
    const asked = exchange(endpoint, {method: 'GET', path: documentPath}, agent)
      .then(({json}) => new ConsoleContract(json));
    contracts.set(endpoint, asked);
    asked.catch(() => contracts.delete(endpoint));
  }
  return contracts.get(endpoint);
}

// Sends a request and answers {status, headers, bytes, text, json, port}; `port` is the
// client's own. What the console answers is checked against its description.
export async function deliver(endpoint, request, agent) {
  const isConsole = request.path.startsWith('/console/v1/') && request.path !== documentPath;
  if (!isConsole) return exchange(endpoint, request, agent);
  const ofTls = endpoint.startsWith('https:') ? agent : undefined;
  const contract = await contractOf(endpoint, ofTls);
  const reply = await exchange(endpoint, request, agent);
  contract.check(request, reply);
  return reply;
}

function exchange(endpoint, {method, path, query, headers, body}, agent) {
  const {hostname, port, protocol} = new URL(endpoint);
  const over = protocol === 'https:' ? https : http;
  return new Promise((resolve, reject) => {
    const out = over.request({
      hostname, port, method, path: path + queryText(query), agent: agent ?? new over.Agent(),
      headers: {...headers, ...(body !== undefined && {'content-length': Buffer.byteLength(body)})},
    });
    out.once('error', reject);
    out.once('response', (reply) => {
      const clientPort = reply.socket.localPort;
      const parts = [];
      reply.on('data', (part) => parts.push(part));
      reply.once('error', reject);
      reply.once('end', () => {
        const bytes = Buffer.concat(parts);
        const text = bytes.toString('utf8');
        resolve({status: reply.statusCode, headers: reply.headers, bytes, text, port: clientPort,
          json: parsed(text, reply.headers['content-type'])});
      });
    });
    out.end(body);
  });
}
