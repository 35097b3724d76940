// A user of opentim-server over its gateway (docs/protocol.md).
import WebSocket from 'ws';
import { Inbox } from './inbox.mjs';

export class GatewayUser {
  #socket;
  #inbox = new Inbox();
  #ids = 0;
  #ackEvery = 1;

  constructor(name, address) {
    this.name = name;
    this.#socket = new WebSocket(`ws://${address}/gateway`, 'opentim.v1', { perMessageDeflate: false });
    this.#socket.on('message', (data) => this.#take(JSON.parse(data)));
    this.#socket.on('error', (error) => this.#inbox.fail(error));
    this.#socket.on('close', (code) => this.#inbox.fail(new Error(`the connection of ${name} was closed: ${code}`)));
  }

  /** Connects and logs in; resolves when everything missed was told. */
  static async logIn({ address, app, name, usersig }) {
    const user = new GatewayUser(name, address);
    const synced = user.heard(({ t }) => t === 'synced', `the login of ${name}`);
    user.#socket.on('open', () => user.#send({ t: 'login', v: 1, sdkappid: app, user: name, usersig, dialect: 'sdk' }));
    await synced;
    return user;
  }

  heard(wanted, what) {
    return this.#inbox.until(wanted, what);
  }

  /** When the call was answered, with success. */
  async call(method, arg) {
    const id = ++this.#ids;
    const reply = this.heard((frame) => frame.t === 'reply' && frame.id === id, `the answer to ${method}`);
    this.#send({ t: 'call', id, method, arg });
    const { at, message } = await reply;
    if (message.body.code !== 0) throw new Error(`${method}: ${message.body.code} ${message.body.desc}`);
    return at;
  }

  close() {
    this.#socket.terminate();
  }

  #take(frame) {
    if (frame.t === 'error' || frame.t === 'end') this.#inbox.fail(new Error(`${frame.t}: ${frame.code} ${frame.desc}`));
    this.#inbox.take(frame);
    if (frame.t === 'welcome') this.#ackEvery = frame.ack_every;
    if (frame.seq && frame.seq % this.#ackEvery === 0) this.#send({ t: 'ack', seq: frame.seq });
  }

  #send(frame) {
    this.#socket.send(JSON.stringify(frame));
  }
}
