use super::*;

#[test]
fn every_family_of_methods_has_a_title() {
    assert_eq!(FAMILIES.len(), METHODS.len());
}

#[test]
fn all_methods_of_the_sdk_are_listed() {
    let text = text().unwrap();
    let missing = |method: &&Method| !text.contains(&format!("\n| `{}` |", method.name));
    assert_eq!(METHODS.iter().copied().flatten().find(missing).map(|method| method.name), None);
}

#[test]
fn every_served_command_is_listed_as_built() {
    let text = text().unwrap();
    for (service, command, _) in Endpoint::all() {
        assert!(COMMANDS.iter().any(|(of, list)| *of == service && list.contains(&command)), "{service}/{command}");
        assert!(text.contains(&format!("\n| `{command}` | **built** |")), "{command}");
    }
}

#[test]
fn every_operation_names_what_there_is() {
    for (operation, method, command) in OPERATIONS {
        assert!(method.is_empty() || Method::named(method).is_some(), "{operation}: {method}");
        assert!(command.is_empty() || Endpoint::named(command).is_some(), "{operation}: {command}");
    }
}
