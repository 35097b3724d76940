// The whole protocol of docs/protocol.md from the client's side, for Node 22 (Node 20: with --experimental-websocket).
//   node client.mjs ws://127.0.0.1:8090/gateway 1400000000 alice USERSIG "new group"
import { randomUUID } from 'node:crypto';
const [url, sdkappid, user, usersig, group] = process.argv.slice(2);
const waiting = new Map(); // requests without an answer, in their order: they go out again after a cut
let socket, token, cursors, ticking, ready = false, pause = 100, ids = 0;
const send = frame => socket.readyState === 1 && socket.send(JSON.stringify(frame));

export function call(method, arg) {
  return new Promise((resolve, reject) => {
    const frame = { t: 'call', id: ++ids, op: randomUUID(), method, arg };
    waiting.set(frame.id, { frame, resolve, reject });
    if (ready) send(frame);
  });
}

const on = { // what each frame of the server means
  welcome(frame) {
    ({ token, cursors } = frame);
    [ready, pause] = [true, 100];
    ticking = setInterval(() => send({ t: 'ping' }), frame.heartbeat * 1000);
    for (const { frame: request } of waiting.values()) send(request);
  },
  reply: ({ id, body }) => { waiting.get(id)?.resolve(body); waiting.delete(id); },
  error: ({ id, code, desc }) => { waiting.get(id)?.reject(new Error(`${code} ${desc}`)); waiting.delete(id) || over(code, desc); },
  event({ name, group, number, notice, body }) {
    console.log(name, JSON.stringify(body));
    if (number) cursors.groups[group] = number;
    if (notice) cursors.notices = notice;
  },
  refresh({ groups, notices }) { Object.assign(cursors.groups, groups); cursors.notices = notices ?? cursors.notices; reread(); },
  synced: ({ gone = [] }) => gone.forEach(group => delete cursors.groups[group]),
  pong() {}, drain() {},
  end: ({ code, desc }) => over(code, desc),
};
const over = (code, desc) => { console.error('over:', code, desc); process.exit(1); };
const reread = () => call('TIMGroupGetJoinedGroupList').then(list => console.log('groups', list.json_param.length));

(function connect() {
  socket = new WebSocket(url, 'opentim.v1');
  socket.onopen = () => send({ t: 'login', v: 1, sdkappid: Number(sdkappid), user, usersig, dialect: 'sdk', instance: 'example', resume: token, cursors });
  socket.onmessage = ({ data }) => { const frame = JSON.parse(data); on[frame.t](frame); if (frame.seq) send({ t: 'ack', seq: frame.seq }); };
  socket.onerror = () => {};
  socket.onclose = ({ code, reason }) => {
    clearInterval(ticking);
    ready = false;
    if ([1000, 4000, 4003, 4006, 4009].includes(code)) return over(code, reason);
    setTimeout(connect, pause * (0.5 + Math.random()));
    pause = Math.min(pause * 2, 10_000);
  };
})();
reread();
if (group) call('TIMGroupCreate', { params: { create_group_param_group_name: group } }).then(reply => console.log('created', JSON.stringify(reply.json_param)));
