// The README's steps of a partner's offer, taken out of the README, so that they cannot drift.
import assert from 'node:assert/strict';
import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {after, before, test} from 'node:test';
import {debianPython, Newcomer, project} from './newcomer.mjs';

const readme = readFileSync(join(project, 'README.md'), 'utf8');
const blocks = (language) =>
  [...readme.matchAll(new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\`$`, 'gms'))]
    .map(([, code]) => code);

let newcomer;

before(async () => { newcomer = await Newcomer.come(); });
after(() => newcomer?.leave());

const programs = {
  python: {file: 'offer.py', words: [debianPython]},
  js: {file: 'offer.mjs', words: [process.execPath]},
};

for (const [language, {file, words}] of Object.entries(programs)) {
  const steps = async (authorization) => {
    const [code, ...more] = blocks(language);
    assert.equal(more.length, 0);
    writeFileSync(join(newcomer.folder, file), code);
    return newcomer.after(newcomer.lineOf('reseller'),
      [...words, file, authorization, newcomer.market.buyer.accountId]);
  };

  test(`a partner makes an offer of every open authorization of its own, in ${language}`,
    async () => {
      const own = newcomer.market.demo.open.filter((each) =>
        each.part === 'reseller' && each.entityType === 'ResaleAuthorization');
      assert.ok(own.length >= 4);
      for (const {id, name} of own) {
        // The single sale of the one-time authorization is for the first that asks.
        if (language !== 'python' && name.includes('instalments')) continue;
        const {status, stdout, stderr} = await steps(id);
        assert.equal(status, 0, stderr);
        assert.match(stdout, /^Authorized: .+\nOffered: offer-\w+@\d+ Released\n$/);
        assert.ok(stdout.startsWith(`Authorized: ${name}\n`));
      }
    });

  test(`what is refused is told, in ${language}`, async () => {
    const {id} = newcomer.market.demo.open.find((each) => each.part === 'reseller2');
    const {status, stderr} = await steps(id);
    assert.equal(status, 1);
    assert.match(stderr, /ResourceNotFoundException/);
  });
}
