//! Accounts: what an app has told of a user, and he of himself (rule book 4.5 has none of it; `im_open_login_svc` and `profile`).

use crate::{CustomField, UserId};
use alloc::string::String;
use alloc::vec::Vec;
use minicbor::{Decode, Encode};

/// How far an account has come.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Encode, Decode)]
#[cbor(index_only)]
pub enum AccountState {
    /// It is there: imported, or its user has set his profile.
    #[n(0)]
    #[default]
    Alive,
    /// It was deleted, and its user is being taken out of his groups: nobody can log in as him.
    #[n(1)]
    Erasing,
}

/// A user's account and profile. Texts are empty when nothing was said.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
pub struct Account {
    /// Whose it is.
    #[n(0)]
    pub user: UserId,
    /// How far it has come.
    #[n(1)]
    pub state: AccountState,
    /// The app's back end has imported it; otherwise it came to be when its user set his profile.
    #[n(2)]
    pub imported: bool,
    /// Nickname.
    #[n(3)]
    pub nick: String,
    /// Avatar address.
    #[n(4)]
    pub face_url: String,
    /// Gender, as the SDK numbers it: 0 unknown, 1 male, 2 female.
    #[n(5)]
    pub gender: u32,
    /// Birthday, as the user's app writes it into a number.
    #[n(6)]
    pub birthday: u32,
    /// Where he is.
    #[n(7)]
    pub location: String,
    /// His language, as his app numbers it.
    #[n(8)]
    pub language: u32,
    /// What he says of himself.
    #[n(9)]
    pub signature: String,
    /// Who may become his friend, as the SDK numbers it.
    #[n(10)]
    pub friend_option: u32,
    /// His level, as his app numbers it.
    #[n(11)]
    pub level: u32,
    /// His role, as his app numbers it.
    #[n(12)]
    pub role: u32,
    /// Custom fields.
    #[n(13)]
    pub fields: Vec<CustomField>,
}

impl Account {
    /// An account of which nothing is known yet.
    pub fn new(user: UserId) -> Self {
        Self {
            user,
            state: AccountState::Alive,
            imported: false,
            nick: String::new(),
            face_url: String::new(),
            gender: 0,
            birthday: 0,
            location: String::new(),
            language: 0,
            signature: String::new(),
            friend_option: 0,
            level: 0,
            role: 0,
            fields: Vec::new(),
        }
    }
}
