// Other work on the same machine: processes that take every processor they get.
import {spawn} from 'node:child_process';
import {availableParallelism} from 'node:os';

// Runs `work` while every processor has two such processes, none of which outlives a limit.
export async function whileBurning(limit_ms, work) {
  const burn = `const end = Date.now() + ${limit_ms}; while (Date.now() < end);`;
  const burners = Array.from({length: 2 * availableParallelism()},
    () => spawn(process.execPath, ['-e', burn], {stdio: 'ignore'}));
  try {
    return await work();
  } finally {
    await Promise.all(burners.map((each) => new Promise((resolve) => {
      each.once('close', resolve);
      each.kill('SIGKILL');
      if (each.exitCode !== null || each.signalCode !== null) resolve();
    })));
  }
}
