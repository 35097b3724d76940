use super::*;

#[test]
fn every_family_of_methods_has_a_title() {
    assert_eq!(FAMILIES.len(), METHODS.len());
}

#[test]
fn all_197_methods_of_the_sdk_are_listed() {
    let text = text().unwrap();
    let listed = METHODS.iter().copied().flatten().filter(|method| text.contains(&format!("\n| `{}` |", method.name))).count();
    assert_eq!(listed, 197);
}

#[test]
fn every_served_command_is_listed_as_built() {
    let text = text().unwrap();
    for (service, command, _) in Endpoint::all() {
        assert!(COMMANDS.iter().any(|(of, list)| *of == service && list.contains(&command)), "{service}/{command}");
        assert!(text.contains(&format!("\n| `{command}` | **built** |")), "{command}");
    }
}
