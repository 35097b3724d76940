//! Friends.

use super::Method;

pub(super) const METHODS: &[Method] = &[
    Method::listener("TIMSetOnAddFriendCallback", "Takes the listener of new friends."),
    Method::listener("TIMSetOnDeleteFriendCallback", "Takes the listener of lost friends."),
    Method::listener("TIMSetUpdateFriendProfileCallback", "Takes the listener of changes of friends' profiles."),
    Method::listener("TIMSetFriendAddRequestCallback", "Takes the listener of friend requests."),
    Method::listener("TIMSetFriendApplicationListDeletedCallback", "Takes the listener of deleted friend requests."),
    Method::listener("TIMSetFriendApplicationListReadCallback", "Takes the listener of read friend requests."),
    Method::listener("TIMSetFriendBlackListAddedCallback", "Takes the listener of users put on the block list."),
    Method::listener("TIMSetFriendBlackListDeletedCallback", "Takes the listener of users taken from the block list."),
    Method::not_built("TIMFriendshipAddFriend", "Asks a user to become a friend."),
    Method::not_built("TIMFriendshipAddToBlackList", "Puts users on the block list."),
    Method::not_built("TIMFriendshipCheckFriendType", "Whether users are friends."),
    Method::not_built("TIMFriendshipCreateFriendGroup", "Creates a group of friends."),
    Method::not_built("TIMFriendshipDeleteFriend", "Ends friendships."),
    Method::not_built("TIMFriendshipDeleteFriendGroup", "Deletes groups of friends."),
    Method::not_built("TIMFriendshipDeleteFromBlackList", "Takes users from the block list."),
    Method::not_built("TIMFriendshipDeletePendency", "Deletes friend requests."),
    Method::not_built("TIMFriendshipGetBlackList", "The block list."),
    Method::not_built("TIMFriendshipGetFriendGroupList", "The groups of friends."),
    Method::not_built("TIMFriendshipGetFriendProfileList", "All friends."),
    Method::not_built("TIMFriendshipGetFriendsInfo", "Friends by their ids."),
    Method::not_built("TIMFriendshipGetPendencyList", "The friend requests."),
    Method::not_built("TIMFriendshipHandleFriendAddRequest", "Accepts or refuses a friend request."),
    Method::not_built("TIMFriendshipModifyFriendGroup", "Changes a group of friends."),
    Method::not_built("TIMFriendshipModifyFriendProfile", "Changes what is kept of a friend."),
    Method::not_built("TIMFriendshipReportPendencyReaded", "Marks friend requests as read."),
    Method::not_built("TIMFriendshipSearchFriends", "Searches for friends."),
];
