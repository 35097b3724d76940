// Every way of importing in a CommonJS module gives the same class and its types.
import TimRender = require('opentim');
import DefaultImport, { TimRender as Named, CreateGroupParams } from 'opentim';
import TimMain = require('opentim/main');
import { TimRender as WindowTimRender } from 'opentim/renderer';
import compatRender = require('opentim/dist/render');
import { GroupParams } from 'opentim/dist/interfaces';
import { TIMGroupType } from 'opentim/dist/enumbers';

const sameClass: typeof TimRender = DefaultImport;
const sameName: typeof TimRender = Named;
const sameRender: typeof WindowTimRender = compatRender;

const tim: TimRender = new TimRender();
const group: GroupParams = {
  create_group_param_group_name: 'name',
  create_group_param_group_type: TIMGroupType.kTIMGroup_Community,
};
const argument: CreateGroupParams = { params: group, data: 'user data' };
tim.TIMGroupCreate(argument).then((result) => {
  const code: number = result.code;
  return code;
});
const options: TimRender.GroupParams = group;
const main = new TimMain({ sdkappid: 1400000000 });
main.destroy();

export = { sameClass, sameName, sameRender, options };
