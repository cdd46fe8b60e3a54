// The program's commands, as somebody at a terminal runs them.
import {execFile} from 'node:child_process';
import {promisify} from 'node:util';
import {program} from '../worlds/marketplace.mjs';

// The result of a command, and its exit code.
export async function run(...words) {
  try {
    return {...await promisify(execFile)(program, words), code: 0};
  } catch (failed) {
    return failed;
  }
}
