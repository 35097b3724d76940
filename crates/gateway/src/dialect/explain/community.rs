//! What is explained of communities, and of the caller's own profile.

use super::Trial;
use crate::refusal::NotDone;
use opentim_domain::permission_group::{DeletePermissionGroups, RightsChange};
use opentim_domain::topic::DestroyTopics;
use opentim_wire::sdk::{Request, Uses, community, user};

impl Trial<'_> {
    pub(super) async fn decide_in_community(&mut self, request: &Request) -> Result<(), NotDone> {
        let (engine, call, limits) = (self.caller.engine(), &self.caller.call, self.caller.limits());
        match self.uses {
            Uses::GroupCreateTopicInCommunity => {
                let command = community::create_topic(request, |group| engine.draw_topic(call, group))?;
                self.on(command).await
            }
            Uses::GroupSetTopicInfo => self.on(community::modify_topic(request)?).await,
            Uses::GroupDeleteTopicFromCommunity => {
                let asked = community::delete_topics(request, limits)?;
                let topics = asked.parsed();
                self.on(DestroyTopics { group: asked.group, topics }).await
            }
            Uses::CommunityCreatePermissionGroupInCommunity => {
                let draw = |group: &_| engine.draw_permission_group(call, group);
                self.on(community::create_permission_group(request, draw)?).await
            }
            Uses::CommunityModifyPermissionGroupInfoInCommunity => self.on(community::modify_permission_group(request)?).await,
            Uses::CommunityDeletePermissionGroupFromCommunity => {
                let asked = community::delete_permission_groups(request, limits)?;
                let ids = asked.parsed();
                self.on(DeletePermissionGroups { group: asked.group, ids }).await
            }
            Uses::CommunityAddCommunityMembersToPermissionGroup => {
                self.on(community::add_permission_members(request, limits)?).await
            }
            Uses::CommunityRemoveCommunityMembersFromPermissionGroup => {
                self.on(community::remove_permission_members(request, limits)?).await
            }
            Uses::CommunityAddTopicPermissionToPermissionGroup => {
                self.on(community::change_rights(request, RightsChange::Add, limits)?.command).await
            }
            Uses::CommunityModifyTopicPermissionInPermissionGroup => {
                self.on(community::change_rights(request, RightsChange::Modify, limits)?.command).await
            }
            Uses::CommunityDeleteTopicPermissionFromPermissionGroup => {
                self.on(community::take_rights(request, limits)?.command).await
            }
            Uses::ProfileModifySelfUserProfile => self.on(user::profile_change(request, self.caller.user().clone())?).await,
            // Those that change nothing were refused before.
            _ => Ok(()),
        }
    }
}
