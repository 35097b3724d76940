//! Rule tests of accounts and of the erasure of a person.

mod erase;

use crate::account::{DeleteAccount, ImportAccount, ProfilePatch, RemoveAccount, SetProfile};
use crate::scene::*;
use crate::{Account, AccountState, Field, Reject};
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec;
use alloc::vec::Vec;

fn import(nick: Option<&str>, face: Option<&str>) -> ImportAccount {
    ImportAccount { user: user("ann"), nick: nick.map(String::from), face_url: face.map(String::from) }
}

fn set(patch: ProfilePatch) -> SetProfile {
    SetProfile { user: user("ann"), patch }
}

fn nick(nick: &str) -> SetProfile {
    set(ProfilePatch { nick: Some(nick.to_string()), ..ProfilePatch::default() })
}

fn delete() -> DeleteAccount {
    DeleteAccount { user: user("ann") }
}

fn account(scene: &Scene) -> &Account {
    scene.account.as_ref().unwrap()
}

#[test]
fn importing_an_account_twice_brings_its_name_and_avatar_up_to_date() {
    let mut scene = Scene::free();
    scene.ok(&app(), &import(Some("Ann"), Some("face")));
    assert_eq!((account(&scene).nick.as_str(), account(&scene).imported), ("Ann", true));
    scene.ok(&app(), &import(Some("Anna"), None));
    assert_eq!((account(&scene).nick.as_str(), account(&scene).face_url.as_str()), ("Anna", "face"));
    let same = scene.run(&app(), &import(Some("Anna"), None)).unwrap();
    assert_eq!(same.changes.len(), 0);
}

#[test]
fn a_profile_that_came_first_is_kept_when_the_account_is_imported() {
    let mut scene = Scene::free();
    scene.ok(&by("ann"), &nick("Ann"));
    assert!(!account(&scene).imported);
    scene.ok(&app(), &import(None, None));
    assert_eq!((account(&scene).nick.as_str(), account(&scene).imported), ("Ann", true));
}

#[test]
fn names_avatars_and_signatures_have_sizes() {
    let scene = Scene::free();
    let limits = scene.limits.profiles;
    let long = |limit| Some(too_long(limit));
    let refused = |field, limit| Err(Reject::TooLong { field, limit, given: limit + 1 });
    let default = ProfilePatch::default();
    for (field, limit, patch) in [
        (Field::Nick, limits.nick_bytes, ProfilePatch { nick: long(limits.nick_bytes), ..default.clone() }),
        (Field::FaceUrl, limits.face_url_bytes, ProfilePatch { face_url: long(limits.face_url_bytes), ..default.clone() }),
        (Field::Signature, limits.signature_bytes, ProfilePatch { signature: long(limits.signature_bytes), ..default.clone() }),
        (Field::Location, limits.location_bytes, ProfilePatch { location: long(limits.location_bytes), ..default.clone() }),
    ] {
        assert_eq!(scene.decide(&by("ann"), &set(patch)), refused(field, limit));
    }
    let import = ImportAccount { nick: long(limits.nick_bytes), ..import(None, None) };
    assert_eq!(scene.decide(&app(), &import), refused(Field::Nick, limits.nick_bytes));
    let gender = set(ProfilePatch { gender: Some(3), ..default });
    let range = Reject::OutOfRange { field: Field::Gender, min: 0, max: 2, given: 3 };
    assert_eq!(scene.decide(&by("ann"), &gender), Err(range));
}

#[test]
fn a_profile_is_changed_part_by_part_and_an_empty_custom_field_goes() {
    let mut scene = Scene::free();
    let patch = ProfilePatch { birthday: Some(20_000_101), fields: vec![field("k", "v")], ..ProfilePatch::default() };
    scene.ok(&by("ann"), &set(patch));
    scene.ok(&by("ann"), &nick("Ann"));
    let kept = account(&scene);
    assert_eq!((kept.birthday, kept.nick.as_str(), kept.fields.len()), (20_000_101, "Ann", 1));
    scene.ok(&app(), &set(ProfilePatch { fields: vec![field("k", "")], ..ProfilePatch::default() }));
    assert_eq!(account(&scene).fields.len(), 0);
    let limit = scene.limits.profiles.fields;
    let many = (0..=limit).map(|at| field(&at.to_string(), "v")).collect();
    let refused = scene.decide(&by("ann"), &set(ProfilePatch { fields: many, ..ProfilePatch::default() }));
    assert_eq!(refused, Err(Reject::TooMany { field: Field::ProfileFields, limit, given: limit + 1 }));
    // As many as a request can hold: one look at each of them, not at each pair.
    let most = (0..100_000).map(|at| field(&at.to_string(), "v")).collect();
    let refused = scene.decide(&by("ann"), &set(ProfilePatch { fields: most, ..ProfilePatch::default() }));
    assert_eq!(refused, Err(Reject::TooMany { field: Field::ProfileFields, limit, given: 100_000 }));
}

#[test]
fn new_custom_fields_may_take_the_places_of_old_ones_in_one_change() {
    let mut scene = Scene::free();
    let limit = scene.limits.profiles.fields;
    let fields = |name: &str, value: &str| (0..limit).map(|at| field(&format!("{name}{at}"), value)).collect::<Vec<_>>();
    scene.ok(&by("ann"), &set(ProfilePatch { fields: fields("a", "v"), ..ProfilePatch::default() }));
    let swapped = fields("b", "v").into_iter().chain(fields("a", "")).collect();
    scene.ok(&by("ann"), &set(ProfilePatch { fields: swapped, ..ProfilePatch::default() }));
    assert_eq!(account(&scene).fields, fields("b", "v"));
}

#[test]
fn a_user_changes_his_own_profile_and_neither_imports_nor_deletes() {
    let scene = Scene::free();
    assert_eq!(scene.decide(&by("bob"), &nick("x")), Err(Reject::NotOwnAccount));
    assert_eq!(scene.decide(&by("ann"), &import(None, None)), Err(Reject::NotOwnAccount));
    assert_eq!(scene.decide(&by("ann"), &delete()), Err(Reject::NotOwnAccount));
    assert_eq!(scene.decide(&by("ann"), &RemoveAccount { user: user("ann") }), Err(Reject::NotOwnAccount));
}

#[test]
fn an_app_of_imported_accounts_has_no_profiles_of_others() {
    let mut scene = Scene::free().with_policy(|policy| policy.imported_only = true);
    let unknown = Err(Reject::NoSuchAccount { user: "ann".to_string() });
    assert_eq!(scene.decide(&by("ann"), &nick("x")), unknown);
    assert_eq!(scene.decide(&app(), &nick("x")), unknown);
    scene.ok(&app(), &import(None, None));
    scene.ok(&by("ann"), &nick("x"));
}

#[test]
fn a_deleted_account_is_gone_for_good_only_when_its_user_is_erased() {
    let mut scene = Scene::free();
    scene.ok(&app(), &import(Some("Ann"), None));
    scene.ok(&app(), &delete());
    assert_eq!(account(&scene).state, AccountState::Erasing);
    let erased = Err(Reject::BeingErased { user: "ann".to_string() });
    assert_eq!(scene.decide(&by("ann"), &nick("x")), erased);
    assert_eq!(scene.decide(&app(), &import(None, None)), erased);
    assert_eq!(scene.decide(&app(), &delete()).unwrap().changes.len(), 0);
    scene.ok(&app(), &RemoveAccount { user: user("ann") });
    assert_eq!(scene.account, None);
    scene.ok(&app(), &import(None, None));
    assert_eq!(account(&scene).nick, "", "a new account of the same id knows nothing of the one before");
    let late = scene.decide(&app(), &RemoveAccount { user: user("ann") }).unwrap();
    assert_eq!(late.changes.len(), 0, "a living account is not removed");
}

#[test]
fn who_has_no_account_may_be_in_groups_and_is_erased_all_the_same() {
    let mut scene = Scene::free();
    scene.ok(&app(), &delete());
    assert_eq!(account(&scene).state, AccountState::Erasing);
}

#[test]
fn two_changes_of_one_profile_do_not_overwrite_each_other() {
    let mut scene = Scene::free();
    let late = scene.decide(&by("ann"), &nick("x")).unwrap();
    scene.ok(&app(), &import(None, Some("face")));
    assert!(!scene.takes(&late));
}
