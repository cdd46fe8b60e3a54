// What the clients know: what they asked for, what was acknowledged, and how to see either.
export class ClientLog {
  #life;
  #random;
  #intents = new Set();
  #claims = [];
  #standing = [];
  #checked = 0;

  acknowledged = {};

  constructor(life, random) {
    this.#life = life;
    this.#random = random;
  }

  // Has something done, however often the server is killed. `wholeOrAbsent` throws where it is half
  // done; `told` picks from an answer what a repetition must answer too.
  async carryOut(kind, what, {send, wholeOrAbsent, told}) {
    const intent = {what: `${kind} ${what}`, look: wholeOrAbsent};
    this.#intents.add(intent);
    const answer = await this.#life.persist(send);
    this.#intents.delete(intent);
    this.acknowledged[kind] = (this.acknowledged[kind] ?? 0) + 1;
    if (told && this.#random(4) === 0) {
      const [first, again] = [told(answer), told(await this.#life.persist(send))];
      if (first !== again) throw new Error(`${intent.what} is ${first}, and repeated ${again}`);
    }
    return answer;
  }

  // `look` throws unless what was acknowledged is there; from now on it always must be.
  claim(what, look) { this.#claims.push({what, look}); }

  // The same, of something that goes on changing.
  claimAlways(what, look) { this.#standing.push({what, look}); }

  // Whether the server knows what was acknowledged since the last check, or `all` that ever was.
  async check({all = false} = {}) {
    const claims = [...this.#claims.slice(all ? 0 : this.#checked), ...this.#standing];
    await see('acknowledged and not there', claims);
    await see('half done', [...this.#intents]);
    this.#checked = this.#claims.length;
  }
}

async function see(fault, list) {
  for (const {what, look} of list)
    try {
      await look();
    } catch (failed) {
      throw new Error(`${fault}: ${what}: ${failed.message}`, {cause: failed});
    }
}
