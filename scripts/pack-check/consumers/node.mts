// Every way of importing in an ES module gives the same class and its types.
import TimRender, { TimRender as Named, type CreateGroupParams } from 'opentim';
import TimMain, { TimMain as NamedMain, type EnabledContents } from 'opentim/main';
import WindowTimRender, { TimRender as NamedWindow } from 'opentim/renderer';
import compatRender from 'opentim/dist/render';
import compatRenderJs from 'opentim/dist/render.js';
import compatMain from 'opentim/dist/main';
import type { GroupParams } from 'opentim/dist/interfaces.js';
import { TIMErrCode, TIMGroupMemberRole, TIMGroupType } from 'opentim/dist/enumbers';
import 'opentim/preload';

const sameClass: typeof Named = TimRender;
const sameMain: typeof NamedMain = TimMain;
const sameWindow: typeof NamedWindow = WindowTimRender;
const sameRender: typeof WindowTimRender = compatRender;
const sameRenderJs: typeof WindowTimRender = compatRenderJs;
const sameCompatMain: typeof TimMain = compatMain;

const tim: Named = new TimRender({ sdkappid: 1400000000, dataDir: 'data' });
const signature: string = TimRender.genTestUserSig({ sdkappid: 1400000000, userID: 'peter', expire: 3600 });
const group: GroupParams = {
  create_group_param_group_name: 'name',
  create_group_param_group_type: TIMGroupType.kTIMGroup_Public,
  create_group_param_group_member_array: [
    { group_member_info_identifier: 'mary', group_member_info_member_role: TIMGroupMemberRole.kTIMMemberRole_Admin },
  ],
};
const argument: CreateGroupParams = { params: group };
const started: number = await tim.TIMInit();
const login = await tim.TIMLogin({ userID: 'peter', userSig: signature });
const created = await tim.TIMGroupCreate(argument);
const succeeded: boolean = created.code === TIMErrCode.ERR_SUCC && login.code === 0 && started === 0;

const main: TimMain = new TimMain({ sdkappid: 1400000000, dataDir: 'data' });
declare const contents: EnabledContents;
main.enable(contents);
main.setSDKAPPID(1400000001);
main.destroy();

export { sameClass, sameMain, sameWindow, sameRender, sameRenderJs, sameCompatMain, succeeded };
