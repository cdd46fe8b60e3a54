// A certificate authority to throw away, and the certificates it makes for 127.0.0.1.
import {execFileSync} from 'node:child_process';
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

export class Authority {
  #directory = mkdtempSync(join(tmpdir(), 'cppo-authority.'));

  constructor() {
    this.#openssl('req', '-x509', ...this.#newKey('authority'), '-subj', '/CN=Test authority',
      '-days', '2', '-out', this.file);
  }

  get file() { return this.path('authority.pem'); }

  path(name) { return join(this.#directory, name); }

  #openssl(...words) {
    execFileSync('openssl', words, {stdio: ['ignore', 'ignore', 'pipe']});
  }

  #newKey(name) {
    return ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes',
      '-keyout', this.path(`${name}.key`)];
  }

  // {chain, key, authority}: the files of a new certificate.
  issue(name) {
    const chain = this.path(`${name}.pem`);
    this.#openssl('req', '-x509', ...this.#newKey(name), '-subj', `/CN=${name}`, '-days', '2',
      '-CA', this.file, '-CAkey', this.path('authority.key'),
      '-addext', 'subjectAltName=IP:127.0.0.1', '-addext', 'basicConstraints=CA:FALSE',
      '-out', chain);
    return {chain, key: this.path(`${name}.key`), authority: this.file};
  }

  close() { rmSync(this.#directory, {recursive: true, force: true}); }
}
