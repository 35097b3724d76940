use super::{Options, choose};

fn names(only: &[&str], from: Option<&str>) -> Result<Vec<&'static str>, String> {
    let only = only.iter().map(|name| (*name).to_owned()).collect();
    let options = Options { only, from: from.map(str::to_owned), list: false };
    choose(&options).map(|steps| steps.iter().map(|step| step.name).collect()).map_err(|fault| fault.to_string())
}

#[test]
fn every_step_runs_unless_some_are_chosen() {
    let all = names(&[], None).unwrap();
    assert_eq!((all.first(), all.last()), (Some(&"fmt"), Some(&"e2e")));
    assert_eq!(names(&["jest", "fmt"], None).unwrap(), ["fmt", "jest"]);
    assert_eq!(names(&[], Some("pack")).unwrap(), ["pack", "e2e"]);
}

#[test]
fn an_unknown_step_is_refused_with_the_names_of_all() {
    let fault = names(&["jset"], None).unwrap_err();
    assert!(fault.contains("no step jset") && fault.contains("jest"), "{fault}");
}
