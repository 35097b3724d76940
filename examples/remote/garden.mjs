// Users on machines of their own, one server: `npm run server` in one terminal, this in two others, as alice and as bob.
import TimRender from 'opentim';

const [userID, server = 'ws://127.0.0.1:8090/gateway', dataDir = './data/server'] = process.argv.slice(2);
const sdk = new TimRender({ server });
await sdk.TIMSetGroupTipsEventCallback({ callback: ([tip]) => console.log('came in:', JSON.parse(tip).group_tips_elem_user_array) });
await sdk.TIMInit();
const { desc } = await sdk.TIMLogin({ userID, userSig: TimRender.genTestUserSig({ dataDir, userID, expire: 86400 }) });
if (desc) throw new Error(desc); // for instance: the server does not run
const garden = { create_group_param_group_id: 'garden', create_group_param_group_name: 'Garden', create_group_param_add_option: 2 };
const { code } = await sdk.TIMGroupCreate({ params: garden });
if (code !== 0) await sdk.TIMGroupJoin({ groupId: 'garden' }); // it is there already
console.log('my groups:', (await sdk.TIMGroupGetJoinedGroupList()).json_param.map((group) => group.group_base_info_group_name));
setInterval(() => {}, 1000); // stays, and listens
