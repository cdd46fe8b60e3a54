// The lives of one server: it is killed at any moment and started again on what it has stored,
// while its clients repeat whatever was not answered.
import {execFileSync} from 'node:child_process';
import {copyFileSync, existsSync, mkdirSync, rmSync} from 'node:fs';
import {join} from 'node:path';

const livesPerInspection = 8;
const storeCheck = process.env.CPPO_STORE_CHECK;

export class ServerLife {
  #market;
  #number = 0;
  #isUp = Promise.resolve();
  #announce;
  #over = new AbortController();

  kills = 0;
  retries = 0;
  inspections = 0;

  constructor(market) { this.#market = market; }

  // Sends until there is an answer. Only what failed because of a kill is sent again.
  async persist(send) {
    for (;;) {
      const number = await this.#aLife();
      this.signal.throwIfAborted();
      try {
        return await send();
      } catch (failed) {
        const isAnswered = failed.$metadata?.httpStatusCode >= 400;
        if (isAnswered || number === this.#number) throw failed;
        this.retries += 1;
      }
    }
  }

  // The number of the life that is; of the next one while the server is down.
  async #aLife() {
    for (;;) {
      const number = this.#number;
      await this.#isUp;
      if (number === this.#number) return number;
    }
  }

  // Nothing is begun any more, so that a failure ends the run.
  end() { this.#over.abort(new Error('the run is over')); }

  // Aborted when the run ends.
  get signal() { return this.#over.signal; }

  // Nobody is answered before `check` is content with what the new server has. The starts that are
  // killed on the way last as long as `killedStarts_ms` says.
  async crash(check, killedStarts_ms = []) {
    this.signal.throwIfAborted();
    this.#number += 1;
    this.#isUp = new Promise((resolve) => { this.#announce = resolve; });
    await this.#market.stop('SIGKILL');
    this.kills += 1;
    for (const after_ms of killedStarts_ms) {
      await this.#market.startAndKill(after_ms);
      this.kills += 1;
    }
    if (this.#number % livesPerInspection === 1) this.inspectStore();
    await this.#market.start();
    await check();
    this.#announce();
  }

  // Looks through the file of the embedded store, as a copy, so that recovering it stays the
  // server's own task. Throws where SQLite finds it damaged.
  inspectStore() {
    const file = join(this.#market.directory, 'market.db');
    if (!storeCheck || !existsSync(file)) return;
    const directory = join(this.#market.directory, 'copy');
    mkdirSync(directory);
    const copy = join(directory, 'market.db');
    copyFileSync(file, copy);
    if (existsSync(`${file}-wal`)) copyFileSync(`${file}-wal`, `${copy}-wal`);
    execFileSync(storeCheck, [copy], {stdio: ['ignore', 'ignore', 'pipe']});
    rmSync(directory, {recursive: true});
    this.inspections += 1;
  }
}
