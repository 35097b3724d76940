// A user of ejabberd: as much of XMPP over plain TCP as it takes to be in a room (RFC 6120, XEP-0045).
import { once } from 'node:events';
import { connect } from 'node:net';
import { Inbox } from '../lib/inbox.mjs';
import { domain, rooms } from './ejabberd.mjs';

const tag = /<([/?]?)([^\s/>]+)(?:[^>"']|"[^"]*"|'[^']*')*?(\/?)>/g;
const header = `<?xml version='1.0'?><stream:stream to='${domain}' xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams' version='1.0'>`;

export class EjabberdUser {
  #socket;
  #inbox = new Inbox();
  #rest = '';

  constructor(name, port) {
    this.name = name;
    this.#socket = connect({ port, host: '127.0.0.1', noDelay: true });
    this.#socket.setEncoding('utf8');
    this.#socket.on('data', (text) => this.#take(text));
    this.#socket.on('error', (error) => this.#inbox.fail(error));
    this.#socket.on('close', () => this.#inbox.fail(new Error(`the connection of ${name} was closed`)));
  }

  /** Connects, logs in and is present. */
  static async logIn({ port, name, password }) {
    const user = new EjabberdUser(name, port);
    await once(user.#socket, 'connect');
    await user.#asks(header, '<stream:features');
    const sasl = Buffer.from(`\0${name}\0${password}`).toString('base64');
    await user.#asks(`<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='PLAIN'>${sasl}</auth>`, '<success');
    await user.#asks(header, '<stream:features');
    await user.#asks(`<iq type='set' id='bind'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'><resource>bench</resource></bind></iq>`, '<iq');
    await user.#asks('<presence/>', '<presence');
    return user;
  }

  /** When somebody came into the room (or left it), as this user hears it; `own` is what confirms one's own. */
  heard(room, { name, leaves, own }) {
    const wanted = (stanza) =>
      stanza.startsWith('<presence') &&
      stanza.includes(`from='${room}@${rooms}/${name}'`) &&
      stanza.includes(`type='unavailable'`) === leaves &&
      stanza.includes(`<status code='110'/>`) === own;
    return this.#inbox.until(wanted, `${name} ${leaves ? 'leaves' : 'enters'} ${room}, as ${this.name} hears it`).then(({ at }) => at);
  }

  enter(room) {
    this.#send(`<presence to='${room}@${rooms}/${this.name}'><x xmlns='http://jabber.org/protocol/muc'><history maxstanzas='0'/></x></presence>`);
  }

  leave(room) {
    this.#send(`<presence type='unavailable' to='${room}@${rooms}/${this.name}'/>`);
  }

  close() {
    this.#socket.destroy();
  }

  async #asks(text, answer) {
    const answered = this.#inbox.until((stanza) => stanza.startsWith(answer), `${answer}> for ${this.name}`);
    this.#send(text);
    await answered;
  }

  #send(text) {
    this.#socket.write(text);
  }

  /** Takes whole stanzas out of what has come. */
  #take(text) {
    this.#rest += text;
    let [depth, from] = [0, 0];
    for (const { 0: { length }, 1: mark, 2: name, 3: empty, index } of this.#rest.matchAll(tag)) {
      const to = index + length;
      if (mark === '?' || name === 'stream:stream') {
        from = to;
        continue;
      }
      if (mark === '/') depth -= 1;
      else if (!empty) depth += 1;
      if (depth > 0) continue;
      this.#stanza(this.#rest.slice(from, to));
      from = to;
    }
    this.#rest = this.#rest.slice(from);
  }

  #stanza(stanza) {
    const refused = /^<(stream:error|failure)|^<[^>]*\stype='error'/.test(stanza);
    if (refused) this.#inbox.fail(new Error(`ejabberd refused ${this.name}: ${stanza}`));
    else this.#inbox.take(stanza);
  }
}
