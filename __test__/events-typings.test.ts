// Both ways of writing a listener compile against the typings of the package; what they do is in events.test.ts.
import TimRender from '../index.js';

const tim = new TimRender();
afterAll(() => tim.close());

test('a listener of tips takes the array, single values, or nothing', async () => {
  await tim.TIMSetGroupTipsEventCallback({ callback: (args) => JSON.parse(args[0]) as TimRender.GroupTipsElem, data: 'mine' });
  await tim.TIMSetGroupTipsEventCallback({ callback: ([tip, data]) => [JSON.parse(tip), data] });
  await tim.TIMSetGroupTipsEventCallback({ callback: (tip: string, data: string) => [JSON.parse(tip), data] });
  await tim.TIMSetGroupTipsEventCallback({ callback: (args: [string, string]) => JSON.parse(args[0]) });
  await tim.TIMSetGroupTipsEventCallback({ callback: (args: any) => JSON.parse(args) });
  await tim.TIMSetGroupTipsEventCallback({ callback: () => {} });
  await tim.TIMSetGroupTipsEventCallback({ callback: null });
  expect(await tim.TIMSetGroupTipsEventCallback(null)).toMatchObject({ code: 0 });
});

test('so does a listener of messages', async () => {
  const listener = (messages: string) => {
    const [message] = JSON.parse(messages) as [TimRender.Message];
    const [report] = message.message_elem_array;
    return report?.group_report_elem_report_type;
  };
  await tim.TIMAddRecvNewMsgCallback({ callback: listener, user_data: 'mine' });
  await tim.TIMAddRecvNewMsgCallback({ callback: (args) => listener(args[0]) });
  await tim.TIMRemoveRecvNewMsgCallback({ callback: listener });
  expect(await tim.TIMRemoveRecvNewMsgCallback()).toMatchObject({ code: 0 });
});

test('listeners of the connection and of the login take the array, single values, or nothing', async () => {
  const states: TimRender.TIMNetworkStatus[] = [];
  await tim.TIMSetNetworkStatusListenerCallback({ callback: (all) => states.push(all[0]), userData: 'mine' });
  await tim.TIMSetNetworkStatusListenerCallback({ callback: ([status, code, desc, data]) => [status + code, desc.length, data] });
  await tim.TIMSetNetworkStatusListenerCallback({ callback: (status: number, code: number, desc: string, data: string) => [status, code, desc, data] });
  await tim.TIMSetNetworkStatusListenerCallback({ callback: (args: [number, number, string, unknown]) => args[0] === 0 });
  expect(await tim.TIMSetNetworkStatusListenerCallback({ callback: null })).toMatchObject({ code: 0 });
  await tim.TIMSetKickedOfflineCallback({ callback: ([data]) => states.push(data), userData: 5 });
  await tim.TIMSetKickedOfflineCallback({ callback: (data: string) => data });
  await tim.TIMSetUserSigExpiredCallback({ callback: (args: [string]) => args[0] });
  await tim.TIMSetUserSigExpiredCallback({ callback: () => {} });
  for (const drop of [tim.TIMSetKickedOfflineCallback(null), tim.TIMSetUserSigExpiredCallback()]) expect(await drop).toMatchObject({ code: 0 });
});

test('listeners of profiles and of status take the array, single values, or nothing', async () => {
  const names = (text: string) => (JSON.parse(text) as TimRender.UserProfile[]).map((one) => one.user_profile_nick_name);
  await tim.TIMSetSelfInfoUpdatedCallback({ callback: (all) => (JSON.parse(all[0]) as TimRender.UserProfile).user_profile_gender, user_data: 'mine' });
  await tim.TIMSetUserInfoChangedCallback({ callback: ([profiles, data]) => [names(profiles), data] });
  await tim.TIMSetUserInfoChangedCallback({ callback: (profiles: string, data: string) => [names(profiles), data] });
  await tim.TIMSetUserStatusChangedCallback({ callback: (args: [string, string]) => JSON.parse(args[0]) as TimRender.userStatus[] });
  expect(await tim.TIMSetUserStatusChangedCallback({ callback: null })).toMatchObject({ code: 0 });
  for (const drop of [tim.TIMSetSelfInfoUpdatedCallback(null), tim.TIMSetUserInfoChangedCallback()]) expect(await drop).toMatchObject({ code: 0 });
});

test('calls about profiles and status are typed', async () => {
  const profile: TimRender.UserProfileItem = { user_profile_item_nick_name: 'Ali', user_profile_item_location: 755 };
  const answers = [
    await tim.TIMProfileModifySelfUserProfile({ json_modify_self_user_profile_param: profile, user_data: '' }),
    await tim.TIMProfileGetUserProfileList({ json_get_user_profile_list_param: { friendship_getprofilelist_param_identifier_array: ['a'] } }),
    await tim.TIMGetUserStatus({ id_array: ['a'] }),
    await tim.TIMSetSelfStatus({ status: { user_status_custom_status: 'busy' } }),
    await tim.TIMSubscribeUserStatus({ id_array: ['a'] }),
    await tim.TIMUnsubscribeUserStatus(),
    await tim.TIMSubscribeUserInfo({ json_user_id_list: ['a'] }),
    await tim.TIMUnsubscribeUserInfo({}),
  ];
  expect(answers.map(({ code }) => code)).toEqual(answers.map(() => 6013));
});

test('what a tip holds is typed', () => {
  const names = (tip: TimRender.GroupTipsElem) => tip.group_tips_elem_changed_group_memberinfo_array.map((one) => one.group_member_info_identifier);
  const flags = (tip: TimRender.GroupTipsElem) => tip.group_tips_elem_group_change_info_array.map((one) => one.group_tips_group_change_info_flag);
  expect([names, flags]).toHaveLength(2);
});
