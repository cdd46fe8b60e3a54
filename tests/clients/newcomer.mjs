// A demo as a newcomer finds it, and a shell in which a newcomer has pasted what ./dev run prints.
import {spawn} from 'node:child_process';
import {mkdtempSync, rmSync, symlinkSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {Marketplace} from '../wire/worlds/marketplace.mjs';

export const project = fileURLToPath(new URL('../../', import.meta.url));
const wirePackages = join(project, 'tests/wire/node_modules');

// Debian's, whatever else is installed on the machine.
export const debianCli = '/usr/bin/aws';
export const debianPython = '/usr/bin/python3';

// What other logins leave in an environment.
const leftovers = {
  AWS_SESSION_TOKEN: 'of another login', AWS_PROFILE: 'of another login',
  AWS_ACCESS_KEY_ID: 'AKIAANOTHER', AWS_SECRET_ACCESS_KEY: 'of another login',
  AWS_REGION: 'eu-west-1', AWS_DEFAULT_REGION: 'eu-west-1',
  AWS_ENDPOINT_URL: 'http://127.0.0.1:1',
};

export function run(words, {env = {}, cwd, input = ''} = {}) {
  const made = spawn(words[0], words.slice(1), {env, cwd});
  const told = {stdout: '', stderr: ''};
  for (const name of ['stdout', 'stderr'])
    made[name].setEncoding('utf8').on('data', (text) => { told[name] += text; });
  made.stdin.on('error', () => {});
  made.stdin.end(input);
  return new Promise((resolve, reject) => {
    made.once('error', reject);
    made.once('close', (status) => resolve({status, ...told}));
  });
}

// The standard output of what is expected to succeed.
export async function outputOf(...how) {
  const {status, stdout, stderr} = await run(...how);
  if (status !== 0) throw new Error(`${how[0].join(' ')}: ${status} ${stdout} ${stderr}`);
  return stdout;
}

export class Newcomer {
  static async come() {
    const made = new Newcomer();
    made.market = await Marketplace.open({deals: true});
    made.folder = mkdtempSync(join(tmpdir(), 'cppo-newcomer.'));
    // As in a folder where npm has installed the packages.
    symlinkSync(wirePackages, join(made.folder, 'node_modules'));
    const dev = join(project, 'dev');
    made.printed = await outputOf([dev, 'way-in', made.market.actorsFile], {env: made.env});
    return made;
  }

  async leave() {
    await this.market?.close();
    if (this.folder) rmSync(this.folder, {recursive: true, force: true});
  }

  get env() {
    return {...leftovers, PATH: `${join(process.execPath, '..')}:/usr/bin:/bin`,
      HOME: this.folder, AWS_EC2_METADATA_DISABLED: 'true', AWS_MAX_ATTEMPTS: '1'};
  }

  // The line that is printed for an actor.
  lineOf(actor) {
    const lines = this.printed.split('\n');
    const at = lines.findIndex((each) => each.startsWith(`# ${actor}, account `));
    return lines[at + 1];
  }

  // The line for profiles, with another name in it.
  profileLine(profile) {
    const line = this.printed.split('\n').find((each) => each.includes('AWS_CONFIG_FILE='));
    return line.replace(/AWS_PROFILE=\S+/, `AWS_PROFILE=${profile}`);
  }

  // What a command prints in a shell where that line was pasted first.
  after(line, words, options = {}) {
    return run(['bash', '-c', `${line}\n"$@"`, 'bash', ...words],
      {cwd: this.folder, env: this.env, ...options});
  }

  async answer(line, words, options) {
    const {status, stdout, stderr} = await this.after(line, words, options);
    if (status !== 0) throw new Error(`${words.join(' ')}: ${status} ${stdout} ${stderr}`);
    return stdout;
  }
}
