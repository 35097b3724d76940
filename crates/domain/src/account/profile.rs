//! Change a user's profile (`profile/portrait_set`, `TIMProfileModifySelfUserProfile`).

use super::{living, put};
use crate::text::{self, CustomLimits};
use crate::{
    Account, Actor, AppId, Command, Context, CustomField, Field, Home, Limits, ReadSet, Reject, Standing, Step, UserId, View,
};
use alloc::string::{String, ToString};
use alloc::vec::Vec;

/// Changes parts of a profile. A user changes his own, the app everybody's. Who has no account gets one by it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SetProfile {
    /// Whose.
    pub user: UserId,
    /// What changes.
    pub patch: ProfilePatch,
}

/// What changes of a profile; nothing stays as it is. The fields are those of [`Account`](crate::Account).
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct ProfilePatch {
    /// Nickname.
    pub nick: Option<String>,
    /// Avatar address.
    pub face_url: Option<String>,
    /// Gender: 0 unknown, 1 male, 2 female.
    pub gender: Option<u32>,
    /// Birthday.
    pub birthday: Option<u32>,
    /// Where he is.
    pub location: Option<String>,
    /// His language.
    pub language: Option<u32>,
    /// What he says of himself.
    pub signature: Option<String>,
    /// Who may become his friend.
    pub friend_option: Option<u32>,
    /// His level.
    pub level: Option<u32>,
    /// His role.
    pub role: Option<u32>,
    /// Custom fields by key; an empty value deletes.
    pub fields: Vec<CustomField>,
}

/// The highest number of a gender.
const GENDERS: u32 = 2;

/// Limits of a profile's custom fields.
fn custom_limits(limits: &Limits) -> CustomLimits {
    CustomLimits {
        list: Field::ProfileFields,
        key: Field::ProfileFieldKey,
        value: Field::ProfileFieldValue,
        count: limits.profiles.fields,
        key_bytes: limits.profiles.field_key_bytes,
        value_bytes: limits.profiles.field_bytes,
    }
}

impl ProfilePatch {
    fn apply(&self, account: &mut Account, limits: &Limits) -> Result<(), Reject> {
        let sizes = &limits.profiles;
        for (field, text, limit, kept) in [
            (Field::Nick, &self.nick, sizes.nick_bytes, &mut account.nick),
            (Field::FaceUrl, &self.face_url, sizes.face_url_bytes, &mut account.face_url),
            (Field::Location, &self.location, sizes.location_bytes, &mut account.location),
            (Field::Signature, &self.signature, sizes.signature_bytes, &mut account.signature),
        ] {
            let Some(text) = text else { continue };
            text::at_most(field, text, limit)?;
            kept.clone_from(text);
        }
        if let Some(given) = self.gender.filter(|gender| *gender > GENDERS) {
            return Err(Reject::OutOfRange { field: Field::Gender, min: 0, max: GENDERS.into(), given: given.into() });
        }
        for (number, kept) in [
            (self.gender, &mut account.gender),
            (self.birthday, &mut account.birthday),
            (self.language, &mut account.language),
            (self.friend_option, &mut account.friend_option),
            (self.level, &mut account.level),
            (self.role, &mut account.role),
        ] {
            *kept = number.unwrap_or(*kept);
        }
        text::merge(&mut account.fields, &self.fields, &custom_limits(limits)).map(drop)
    }
}

impl Command for SetProfile {
    type Reply = ();

    fn home(&self, _: AppId) -> Home {
        Home::User(self.user.clone())
    }

    fn reads(&self, _: &Actor) -> ReadSet {
        ReadSet::account()
    }

    fn decide(&self, actor: &Actor, view: &View, context: &Context<'_>) -> Result<Step<()>, Reject> {
        if actor.standing == Standing::User && actor.user != self.user {
            return Err(Reject::NotOwnAccount);
        }
        let before = living(view, &self.user)?;
        // An app that takes only those it has imported has nobody else come to be, not even by a change of his profile.
        if context.limits.policy.imported_only && !before.imported {
            return Err(Reject::NoSuchAccount { user: self.user.to_string() });
        }
        let mut after = before;
        self.patch.apply(&mut after, context.limits)?;
        Ok(put(view, after))
    }
}
