// What the report of the application must say.
import assert from 'node:assert/strict';

const windows = ['secure', 'node', 'early'];

function assertCreated(result) {
  assert.equal(result.code, 0, JSON.stringify(result));
  assert.equal(typeof result.desc, 'string');
  assert.match(result.json_param.create_group_result_groupid, /^@TGS#/);
  assert.equal(result.user_data, 'data of the call: é 群');
}

/** The sentences of this test, each with its assertions. */
export const checks = {
  'the main process creates a group through require': ({ main }) => {
    assert.equal(main.init, 0);
    assert.equal(main.login.code, 0, JSON.stringify(main.login));
    assertCreated(main.created);
    assert.equal(main.uninit, 0);
  },
  'a second TimMain is refused with a reason': ({ second }) => assert.match(second, /TimMain.*destroy/),
  'a window that was not enabled may not call': ({ notEnabled }) => {
    assert.equal(notEnabled.code, 7014);
    assert.match(notEnabled.desc, /enable/);
  },
  'a secure window has no Node and keeps the preload of the application': ({ globals, own }) => {
    assert.deepEqual(globals, ['undefined', 'undefined', 'undefined']);
    assert.deepEqual(own, { sandboxed: true });
  },
  'a secure window creates a group': ({ secure }) => {
    assert.equal(secure.login.init, 0);
    assert.equal(secure.login.login.code, 0, JSON.stringify(secure.login));
    assertCreated(secure.created);
  },
  'a window with Node creates a group and shares the login': ({ node, sameClass }) => {
    assert.deepEqual(node.login, { shared: true });
    assert.equal(sameClass, true);
    assertCreated(node.created);
  },
  'a window with Node that was there first needs no preload': ({ early, earlyBridge }) => {
    assert.equal(earlyBridge, 'undefined');
    assertCreated(early.created);
  },
  'a refused call keeps its code, sentence and user data in every window': (report) => {
    const { code, desc } = report.main.refused;
    assert.notEqual(code, 0);
    assert.notEqual(desc, '');
    for (const window of windows) {
      const { refused } = report[window];
      assert.deepEqual([refused.code, refused.desc, refused.user_data], [code, desc, 'data of the refused call']);
    }
  },
  'an operation that is not built says so': (report) => {
    for (const window of windows) assert.equal(report[window].unsupported.code, 7013);
  },
  'listeners and numbers above 53 bits are taken': (report) => {
    for (const window of windows) {
      assert.equal(typeof report[window].listener, 'object');
      assert.equal(typeof report[window].bigInt.code, 'number');
    }
  },
  'values of counters beyond 53 bits cross as BigInt and come back as text in every window': (report) => {
    for (const window of windows) {
      const { group_id, set, told } = report[window].counted;
      const value = '9223372036854775807';
      assert.deepEqual([set.code, set.json_param], [0, [{ group_counter_key: 'n', group_counter_value: value }]], `${window}: ${JSON.stringify(set)}`);
      assert.deepEqual(told, [[[group_id, 'n', value, 'data of counters'], ['n', value, 'data of counters']]], window);
    }
  },
  'listeners in every window hear tips and reports in both forms, until they are dropped': (report) => {
    for (const window of windows) {
      const { id, renamed, tips, messages } = report[window].heard;
      assert.equal(renamed.code, 0, JSON.stringify(renamed));
      assert.deepEqual([tips.length, messages.length], [1, 1], `${window}: ${JSON.stringify({ tips, messages })}`);
      const [[tip], [message]] = [tips, messages];
      assert.deepEqual([tip.data, tip.all.length, tip.all[1]], ['data of tips', 2, 'data of tips']);
      assert.deepEqual([message.data, message.all.length], ['data of messages', 2]);
      for (const { first, same } of [tip, message]) assert.deepEqual(first, same);
      assert.deepEqual([tip.first.group_tips_elem_tip_type, tip.first.group_tips_elem_group_id], [6, id]);
      assert.equal(tip.first.group_tips_elem_group_change_info_array[0].group_tips_group_change_info_value, 'renamed');
      assert.equal(message.first[0].message_elem_array[0].group_report_elem_report_type, 6);
    }
  },
  'a window hears what another one does, and its listeners die with it': ({ between, gone }) => {
    assert.deepEqual(between, ['between windows']);
    assert.equal(gone.code, 0, JSON.stringify(gone));
  },
  'an argument that is no JSON is refused, not thrown': (report) => {
    for (const window of windows) assert.deepEqual(report[window].unwritable.map((result) => result.code), [-3, -3]);
  },
  'a bare text stays one': ({ secure }) => assert.match(secure.version, /^\d+\.\d+/),
  'an instance of the older generation has its answers beside, in every window': (report) => {
    for (const window of windows) {
      const { status, joined } = report[window].older;
      assert.equal(status.data, 1);
      const [shown] = JSON.parse(joined.data.json_param);
      assert.equal(shown.group_detial_info_owener_identifier, joined.json_param[0].group_detail_info_owner_identifier);
      assert.equal(shown.group_base_info_self_info.group_self_info_role, 3);
    }
  },
  'only methods of TimRender reach the engine, with arguments of bounded size': ({ foreignMethod, tooLong }) => {
    assert.equal(foreignMethod.code, 7013);
    assert.equal(tooLong.code, -4);
    assert.match(tooLong.desc, /16777216/);
  },
  'after destroy a call resolves with a code': ({ afterDestroy }) => {
    assert.equal(afterDestroy.code, 7012);
    assert.match(afterDestroy.desc, /destroyed/);
  },
};
