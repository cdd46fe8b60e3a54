// Starts the real server on a store of its own and speaks to it as each of the demo's actors.
import {execFileSync, spawn} from 'node:child_process';
import {randomUUID} from 'node:crypto';
import {copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync} from 'node:fs';
import https from 'node:https';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {setTimeout as pause} from 'node:timers/promises';
import {fileURLToPath} from 'node:url';
import {MarketplaceAgreementClient} from '@aws-sdk/client-marketplace-agreement';
import {
  DescribeChangeSetCommand, MarketplaceCatalogClient, StartChangeSetCommand,
} from '@aws-sdk/client-marketplace-catalog';
import {
  MarketplaceEntitlementServiceClient,
} from '@aws-sdk/client-marketplace-entitlement-service';
import {MarketplaceMeteringClient} from '@aws-sdk/client-marketplace-metering';
import {SmithyRpcV2CborProtocol} from '@smithy/core/cbor';
import {noteAnswer} from '../clients/answer_members.mjs';
import {checkError} from '../clients/modelled_errors.mjs';
import {deliver, sign} from '../clients/signed_request.mjs';

const project = fileURLToPath(new URL('../../../', import.meta.url));
export const program = process.env.CPPO_PROGRAM ?? join(project, 'build/dev/source/opencppo');
const store = process.env.CPPO_STORE ?? 'sqlite';
if (!['sqlite', 'postgresql'].includes(store))
  throw new Error(`CPPO_STORE is sqlite or postgresql, not ${store}`);
const postgresUrlFile =
  process.env.CPPO_POSTGRES_URL_FILE ?? join(project, 'build/dev/postgres/url');

const poll_ms = 20;
const startTimeout_ms = 30_000;
const stopTimeout_ms = 20_000;
const changeSetTimeout_ms = 20_000;

export const catalogName = 'AWSMarketplace';
const entitlementService = 'marketplace-entitlement-service';
export const discoveryPath = '/2026-02-05';

// Answers what `find` found once it finds something; fails after `timeout_ms`.
export async function eventually(what, timeout_ms, find) {
  const end = Date.now() + timeout_ms;
  for (;;) {
    const found = await find();
    if (found !== undefined) return found;
    if (Date.now() > end) throw new Error(`${what} did not happen within ${timeout_ms} ms`);
    await pause(poll_ms);
  }
}

function postgresUrl() {
  if (process.env.CPPO_POSTGRES_URL) return process.env.CPPO_POSTGRES_URL;
  try {
    return readFileSync(postgresUrlFile, 'utf8').trim();
  } catch {
    throw new Error(`no PostgreSQL: set CPPO_POSTGRES_URL, or run ` +
      `tests/postgres_cluster start build/dev/postgres`);
  }
}

function psql(url, statement) {
  execFileSync('psql', [url, '--quiet', '--no-psqlrc', '--command', statement],
    {stdio: ['ignore', 'ignore', 'pipe']});
}

let databases = 0;

// A database of its own in the cluster of the tests.
function createDatabase() {
  const cluster = postgresUrl();
  const name = `wire_${process.pid}_${++databases}_${Date.now()}`;
  psql(cluster, `CREATE DATABASE ${name} TEMPLATE template0`);
  const url = new URL(cluster);
  url.pathname = `/${name}`;
  return {
    url: url.href,
    drop: () => psql(cluster, `DROP DATABASE ${name} WITH (FORCE)`),
  };
}

// One of the demo's accounts, with clients that are new after every start of the server.
class Actor {
  #name;
  #marketplace;
  #clients = [];

  constructor(name, marketplace) {
    this.#name = name;
    this.#marketplace = marketplace;
  }

  get name() { return this.#name; }
  get accountId() { return this.keys.accountId; }
  get keys() { return this.#marketplace.keysOf(this.#name); }

  #client(at, Client, more = {}) {
    this.#clients[at] ??= new Client({
      endpoint: this.#marketplace.endpoint,
      region: 'us-east-1',
      credentials: {
        accessKeyId: this.keys.accessKeyId, secretAccessKey: this.keys.secretAccessKey,
      },
      maxAttempts: 1,
      ...more,
    });
    return this.#clients[at];
  }

  // Every answer is noted, and every error held against the model of its operation.
  async #ask(service, command, client) {
    try {
      const answer = await client.send(command);
      noteAnswer(service, command, answer);
      return answer;
    } catch (error) {
      checkError(service, command, error);
      throw error;
    }
  }

  catalog(command) {
    return this.#ask('marketplace-catalog', command, this.#client(0, MarketplaceCatalogClient));
  }
  agreement(command) {
    return this.#ask('marketplace-agreement', command, this.#client(1, MarketplaceAgreementClient));
  }
  metering(command) {
    return this.#ask('marketplace-metering', command, this.#client(2, MarketplaceMeteringClient));
  }
  entitlement(command) {
    return this.#ask(entitlementService, command,
      this.#client(3, MarketplaceEntitlementServiceClient));
  }
  entitlementInCbor(command) {
    return this.#ask(entitlementService, command, this.#client(4,
      MarketplaceEntitlementServiceClient, {protocol: SmithyRpcV2CborProtocol}));
  }

  hangUp() {
    for (const client of this.#clients) client?.destroy();
    this.#clients = [];
  }

  // A request to any service; `from` has method, path, query, headers and body (a text).
  async send(service, from, agent) {
    const {endpoint} = this.#marketplace;
    return deliver(endpoint, await sign(endpoint, this.keys, service, from), agent);
  }

  // Discovery has no npm client. Answers the output, or throws as an SDK client would.
  async discovery(operation, input) {
    const reply = await this.send('aws-marketplace', {
      method: 'POST', path: `${discoveryPath}/${operation}`,
      headers: {'content-type': 'application/json'}, body: JSON.stringify(input),
    });
    if (reply.status === 200) return reply.json;
    const error = new Error(reply.json?.message);
    error.name = reply.headers['x-amzn-errortype'];
    error.reason = reply.json?.reason;
    error.$metadata = {httpStatusCode: reply.status};
    throw error;
  }

  // The whole reply of the console API. `body` is sent as JSON; what changes something goes under a
  // fresh key, or under `token`.
  console(method, path, {query, body, token = method === 'GET' ? undefined : randomUUID()} = {}) {
    const headers = {};
    if (body !== undefined) headers['content-type'] = 'application/json';
    if (token !== undefined) headers['idempotency-key'] = token;
    return this.send('opencppo', {
      method, path: `/console/v1${path}`, query, headers,
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  }

  // The answer of a console call that is expected to succeed.
  async consoleAnswer(method, path, options) {
    const reply = await this.console(method, path, options);
    if (reply.status >= 300)
      throw new Error(`${method} ${path}: ${reply.status} ${reply.text}`);
    return reply.json ?? reply.text;
  }

  // All items of a console list, page by page.
  async consoleItems(path, query = {}) {
    const items = [];
    let cursor;
    do {
      const page = await this.consoleAnswer('GET', path,
        {query: {...query, ...(cursor && {cursor})}});
      items.push(...page.items);
      cursor = page.next;
    } while (cursor);
    return items;
  }

  startChangeSet(changes, options = {}) {
    return this.catalog(new StartChangeSetCommand(
      {Catalog: catalogName, ChangeSet: changes, ...options}));
  }

  // Waits until the change set has ended, and answers it.
  endOfChangeSet(id) {
    return eventually(`the end of change set ${id}`, changeSetTimeout_ms, async () => {
      const set = await this.catalog(
        new DescribeChangeSetCommand({Catalog: catalogName, ChangeSetId: id}));
      return ['PREPARING', 'APPLYING'].includes(set.Status) ? undefined : set;
    });
  }

  async endedChangeSet(changes, options) {
    const {ChangeSetId} = await this.startChangeSet(changes, options);
    return this.endOfChangeSet(ChangeSetId);
  }

  async succeed(changes, options) {
    const set = await this.endedChangeSet(changes, options);
    if (set.Status !== 'SUCCEEDED')
      throw new Error(`${this.name}'s change set ${set.ChangeSetId} ended ${set.Status}: ` +
        JSON.stringify(set.ChangeSet.map((each) => [each.ChangeType, each.ErrorDetailList])));
    return set;
  }
}

export class Marketplace {
  #database;
  #directory;
  #server;
  #log = '';

  isv = new Actor('isv', this);
  reseller = new Actor('reseller', this);
  reseller2 = new Actor('reseller2', this);
  buyer = new Actor('buyer', this);
  operator = new Actor('operator', this);

  #isDemo;
  #hasDeals;
  #added = {}; // keys of actors beyond the demo's, by name
  #certificate;
  #descriptors;
  #actorsOf;

  #serveWords;

  // `serve` are further words of the command.
  constructor({demo = true, deals = false, certificate, directory, descriptors,
    databaseUrl, beside, actorsOf = beside, serve = []} = {}) {
    this.#serveWords = serve;
    this.#descriptors = descriptors;
    this.#actorsOf = actorsOf;
    this.#isDemo = demo;
    this.#hasDeals = deals;
    this.#certificate = certificate;
    this.#directory = directory ?? mkdtempSync(join(tmpdir(), 'cppo-wire.'));
    if (beside) {
      this.#isDemo = beside.#isDemo;
      this.#database = {url: beside.#database.url, drop: () => {}};
      copyFileSync(join(beside.directory, 'secrets.key'), join(this.#directory, 'secrets.key'));
    } else if (databaseUrl) this.#database = {url: databaseUrl, drop: () => {}};
    else if (!directory && store === 'postgresql') this.#database = createDatabase();
  }

  // What was restored of a demo, on the embedded store of that directory: its actors are the
  // demo's, which are told once.
  static serve(directory, of) { return Marketplace.open({directory, actorsOf: of}); }

  // Another server of a marketplace on PostgreSQL, with the keys of its actors.
  static openBeside(market) { return Marketplace.open({beside: market}); }
  static hasPostgres() { return store === 'postgresql'; }

  // Without `demo` there is only the operator, and the clock is the real one. With `deals` the demo
  // has its finished deals. With `certificate`, {chain, key, authority} as files, it speaks TLS.
  // Before that as many starts are killed, at any moment, as `killedStarts` says.
  static async open({killedStarts = 0, ...options} = {}) {
    const made = new Marketplace(options);
    try {
      for (let count = 0; count < killedStarts; ++count)
        await made.startAndKill(20 + Math.random() * 300);
      await made.start();
    } catch (failed) {
      await made.close();
      throw failed;
    }
    return made;
  }

  // Another account, which the operator made, as an actor of that name.
  addActor(name, keys) {
    this.#added[name] = keys;
    this[name] = new Actor(name, this);
  }

  keysOf(name) { return this.#added[name] ?? this.demo.actors[name]; }

  get actors() { return [this.isv, this.reseller, this.reseller2, this.buyer, this.operator]; }
  get endpoint() { return this.demo.endpoint; }
  get directory() { return this.#directory; }
  // How a command is told of the store.
  get storeWords() {
    return this.#database ?
      ['--database', this.#database.url, '--key-file', join(this.#directory, 'secrets.key')] :
      ['--data', this.#directory];
  }
  get log() { return this.#log; }

  // Where the server says how to reach it and who may.
  get actorsFile() {
    return join(this.#directory, this.#isDemo ? 'demo.json' : 'operator.json');
  }

  #spawn() {
    const database = this.#database ? ['--database', this.#database.url] : [];
    const demo = this.#isDemo ? ['--demo'] : [];
    const deals = this.#isDemo && !this.#hasDeals ? ['--no-deals'] : [];
    const tls = this.#certificate ?
      ['--certificate', this.#certificate.chain, '--certificate-key', this.#certificate.key] : [];
    const words = [program, 'serve', '--data', this.#directory, '--listen', '127.0.0.1:0',
      ...demo, ...deals, ...database, ...tls, ...this.#serveWords];
    const limited = this.#descriptors ?
      ['sh', '-c', `ulimit -n ${this.#descriptors} && exec "$0" "$@"`, ...words] : words;
    return spawn(limited[0], limited.slice(1), {stdio: ['ignore', 'ignore', 'pipe']});
  }

  // A start that is killed that long after it began.
  async startAndKill(after_ms) {
    const server = this.#spawn();
    const ended = new Promise((resolve) => server.once('close', resolve));
    await pause(after_ms);
    server.kill('SIGKILL');
    await ended;
  }

  // Starts the server on what it has stored; answers once it is healthy.
  async start() {
    const server = this.#spawn();
    this.#server = server;
    server.ended = new Promise((resolve) => {
      server.once('error', (error) => resolve({error}));
      server.once('close', (code, signal) => resolve({code, signal}));
    });
    let said = '';
    server.stderr.setEncoding('utf8').on('data', (text) => {
      this.#log += text;
      said += text;
    });
    let ended;
    server.ended.then((how) => { ended = how; });
    await eventually('the start of the server', startTimeout_ms, async () => {
      if (ended) throw new Error(`the server ended at once: ${JSON.stringify(ended)} ${this.#log}`);
      const started = said.split('\n').slice(0, -1).find((line) => line.includes('"started"'));
      return started && this.#isHealthy(JSON.parse(started).endpoint);
    });
    // Whoever asked while nothing ran has a client of the server before.
    for (const actor of this.actors) actor.hangUp();
  }

  // True once the server answers. Its file of actors is there since it said that it started, unless
  // somebody took the file away; then the actors are who they were.
  async #isHealthy(endpoint) {
    try {
      const told = existsSync(this.actorsFile) ?
        JSON.parse(readFileSync(this.actorsFile, 'utf8')) : (this.#actorsOf ?? this).demo;
      this.demo = {...told, endpoint};
      const agent = this.#certificate &&
        new https.Agent({ca: readFileSync(this.#certificate.authority)});
      const request = {method: 'GET', path: '/healthz', headers: {}};
      const reply = await deliver(this.endpoint, request, agent);
      return reply.status === 200 ? true : undefined;
    } catch {
      return undefined;
    }
  }

  // Tells the running server something; it goes on.
  signal(name) { this.#server.kill(name); }

  // How the server ended: {code, signal}.
  async stop(signal = 'SIGTERM') {
    // What a killed server has answered may still arrive.
    if (signal !== 'SIGKILL') for (const actor of this.actors) actor.hangUp();
    const server = this.#server;
    if (!server) return undefined;
    this.#server = undefined;
    server.kill(signal);
    const late = pause(stopTimeout_ms, undefined, {ref: false}).then(() => 'late');
    const ended = await Promise.race([server.ended, late]);
    if (ended !== 'late') return ended;
    server.kill('SIGKILL');
    await server.ended;
    throw new Error(`the server did not end within ${stopTimeout_ms} ms of ${signal}`);
  }

  // The same store behind a new process, on another port.
  async restart(signal = 'SIGTERM') {
    const ended = await this.stop(signal);
    if (signal === 'SIGTERM' && ended.code !== 0)
      throw new Error(`the server ended with ${JSON.stringify(ended)}`);
    await this.start();
  }

  async close() {
    try {
      await this.stop();
    } finally {
      rmSync(this.#directory, {recursive: true, force: true});
      this.#database?.drop();
    }
  }

  clock() { return this.operator.consoleAnswer('GET', '/clock'); }

  // Stops the market clock at a moment that is not in its past; answers once all work is done.
  moveClockTo(now) {
    return this.operator.consoleAnswer('POST', '/clock', {body: {mode: 'frozen', now}});
  }

  // Stops the market clock at nine in the morning of the fourth, two months ahead, so that every
  // test has the same calendar in front of it.
  async freezeClock() {
    const {now} = await this.clock();
    const today = new Date(now);
    const start = Date.UTC(today.getUTCFullYear(), today.getUTCMonth() + 2, 4, 9);
    await this.moveClockTo(new Date(start).toISOString());
    return dayOf(new Date(start).toISOString());
  }
}

const day_ms = 86_400_000;

// Days are texts such as 2026-11-20.
export function dayOf(moment) { return moment.slice(0, 10); }

export function plusDays(day, count) {
  return dayOf(new Date(Date.parse(day) + count * day_ms).toISOString());
}

export function plusYears(day, count) {
  const date = new Date(day);
  date.setUTCFullYear(date.getUTCFullYear() + count);
  return dayOf(date.toISOString());
}

// The first tenth of a month after a day.
export function nextTenth(day) {
  let next = plusDays(day, 1);
  while (!next.endsWith('-10')) next = plusDays(next, 1);
  return next;
}

export const nineOn = (day) => `${day}T09:00:00.000Z`;
