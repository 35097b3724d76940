/** The addon as the tests call it: typed loosely on purpose, so that they can give what no typing allows. */
import Addon from '../..';

/** What a call resolves to. */
export interface Answer<T = unknown> {
  code: number;
  desc: string;
  json_param: T;
  user_data: unknown;
}

type Call<T = unknown> = (argument?: unknown) => Promise<Answer<T>>;

/** A group as an answer shows it. */
export type Shown = Record<string, unknown>;

/** The answer for one group that was asked for by its id. */
export interface InfoResult {
  get_groups_info_result_code: number;
  get_groups_info_result_desc: string;
  get_groups_info_result_info: Shown;
}

/** An instance of TimRender. */
export interface Client {
  TIMInit(argument?: unknown): Promise<number>;
  TIMUninit(argument?: unknown): Promise<number>;
  TIMGetLoginStatus(argument?: unknown): Promise<number>;
  TIMGetServerTime(argument?: unknown): Promise<number>;
  TIMGetSDKVersion(argument?: unknown): Promise<string>;
  TIMLogin: Call<string>;
  TIMLogout: Call<string>;
  TIMGetLoginUserID: Call<string>;
  TIMSetConfig: Call<string>;
  TIMSetLogCallback: Call<string>;
  callExperimentalAPI: Call<string>;
  TIMGroupCreate: Call<{ create_group_result_groupid: string }>;
  TIMGroupDelete: Call<string>;
  TIMGroupJoin: Call<string>;
  TIMGroupGetJoinedGroupList: Call<Shown[]>;
  TIMGroupGetGroupInfoList: Call<InfoResult[]>;
  callText(method: string, argument?: string): Promise<string>;
  close(): void;
}

interface ClientClass {
  new (options?: unknown): Client;
  genTestUserSig(options?: unknown): string;
}

/** The class under test. */
export const TimRender = Addon as unknown as ClientClass;

/** Calls a method by its name. */
export function call(client: Client, method: string, argument?: unknown): Promise<Answer> {
  return (client as unknown as Record<string, Call>)[method]!(argument);
}
