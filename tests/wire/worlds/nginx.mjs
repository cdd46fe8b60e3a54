// Debian's nginx before a server, as one process on free ports, with everything it writes in a
// directory of its own.
import {spawn} from 'node:child_process';
import {existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import net from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {eventually} from './marketplace.mjs';

const program = [...(process.env.PATH ?? '').split(':'), '/usr/sbin']
  .map((folder) => join(folder, 'nginx')).find((path) => existsSync(path));
const start_ms = 10_000;

export const isInstalled = program !== undefined;

function freePort() {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const {port} = server.address();
      server.close(() => resolve(port));
    });
  });
}

const isOpen = (port) => new Promise((resolve) => {
  const socket = net.connect(port, '127.0.0.1');
  socket.once('connect', () => { socket.destroy(); resolve(true); });
  socket.once('error', () => resolve(undefined));
});

const temporaries = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];

// One connection to the server is kept and shared by all clients, as an attacker would wish.
const configuration = (directory, server, [careful, streaming]) => `
daemon off;
master_process off;
worker_processes 1;
pid ${directory}/pid;
error_log stderr crit;
events { worker_connections 64; }
http {
  log_format target '$request_uri';
  access_log ${directory}/targets target;
  ${temporaries.map((each) => `${each}_temp_path ${directory}/${each};`).join('\n  ')}
  upstream market { server 127.0.0.1:${server}; keepalive 1; }
  proxy_http_version 1.1;
  proxy_set_header Connection "";
  proxy_set_header Host $http_host;
  server {
    listen 127.0.0.1:${careful};
    location / { proxy_pass http://market; }
  }
  server {
    listen 127.0.0.1:${streaming};
    ignore_invalid_headers off;
    underscores_in_headers on;
    merge_slashes off;
    location / { proxy_pass http://market; proxy_request_buffering off; }
  }
}
`;

// {careful, streaming, targets, close}: the ports of nginx as it is installed, and of one that
// passes on as much as it can as soon as it can; the targets of the requests it read since it was
// asked before.
export async function startBefore(server) {
  const directory = mkdtempSync(join(tmpdir(), 'cppo-nginx.'));
  const ports = [await freePort(), await freePort()];
  const file = join(directory, 'nginx.conf');
  writeFileSync(file, configuration(directory, server, ports));
  const running = spawn(program, ['-p', directory, '-c', file, '-e', 'stderr'],
    {stdio: ['ignore', 'ignore', 'pipe']});
  let log = '';
  let ended;
  running.stderr.on('data', (part) => { log += part; });
  const end = new Promise((resolve) => running.once('close', (code) => {
    ended = code ?? -1;
    resolve();
  }));
  const close = async () => {
    running.kill('SIGKILL');
    await end;
    rmSync(directory, {recursive: true, force: true});
  };
  try {
    for (const port of ports)
      await eventually('the start of nginx', start_ms, () => {
        if (ended !== undefined) throw new Error(`nginx ended with ${ended}: ${log}`);
        return isOpen(port);
      });
  } catch (failed) {
    await close();
    throw failed;
  }
  let known = 0;
  const targets = () => {
    const all = readFileSync(join(directory, 'targets'), 'utf8').split('\n').slice(0, -1);
    const fresh = all.slice(known);
    known = all.length;
    return fresh;
  };
  return {careful: ports[0], streaming: ports[1], targets, close};
}
