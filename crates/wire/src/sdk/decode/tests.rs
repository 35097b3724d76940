use super::decode;
use serde::Deserialize;
use serde_json::{Value, json};

#[derive(Deserialize, PartialEq, Debug)]
struct Inner {
    text: String,
}

#[derive(Deserialize, PartialEq, Debug)]
struct Outer {
    name: Option<String>,
    flag: Option<bool>,
    small: Option<u32>,
    large: Option<u64>,
    #[serde(alias = "itmes")]
    items: Option<Vec<Inner>>,
    texts: Option<Vec<String>>,
}

fn fault(value: &Value) -> String {
    decode::<Outer>(value).expect_err("must be refused").to_string()
}

#[test]
fn null_and_missing_are_not_given_and_unknown_keys_are_ignored() {
    let outer: Outer = decode(&json!({ "name": null, "unknown": [1, { "a": null }] })).unwrap();
    assert_eq!(outer, Outer { name: None, flag: None, small: None, large: None, items: None, texts: None });
}

#[test]
fn a_fault_names_the_whole_path() {
    assert_eq!(fault(&json!({ "items": [{ "text": "a" }, { "text": 5 }] })), "items[1].text must be text, the number 5 was given");
    assert_eq!(fault(&json!({ "items": [{}] })), "items[0].text is required");
    assert_eq!(fault(&json!({ "items": [null] })), "items[0] must be an object, null was given");
    assert_eq!(fault(&json!({ "items": {} })), "items must be an array, an object was given");
    assert_eq!(fault(&json!({ "texts": ["a", null] })), "texts[1] must be text, null was given");
    assert_eq!(fault(&json!([])), "the argument must be an object, an array was given");
}

#[test]
fn numbers_are_whole_and_in_range() {
    for (given, said) in [
        (json!(-1), "the number -1"),
        (json!(1.5), "the number 1.5"),
        (json!(1e20), "the number 1e+20"),
        (json!("7"), "the text \"7\""),
        (json!(true), "true"),
        (json!(4_294_967_296_u64), "the number 4294967296"),
    ] {
        assert_eq!(
            fault(&json!({ "small": given })),
            format!("small must be a whole number from 0 to 4294967295, {said} was given")
        );
    }
    assert_eq!(decode::<Outer>(&json!({ "small": 3.0 })).unwrap().small, Some(3));
}

#[test]
fn a_64_bit_number_may_be_decimal_text() {
    for (given, taken) in [(json!(7), 7), (json!("18446744073709551615"), u64::MAX), (json!(u64::MAX), u64::MAX)] {
        assert_eq!(decode::<Outer>(&json!({ "large": given })).unwrap().large, Some(taken));
    }
    for given in ["", "-1", "1.5", "1e3", "0x10", "18446744073709551616", " 1", "+1"] {
        assert!(decode::<Outer>(&json!({ "large": given })).is_err(), "{given:?}");
    }
}

#[test]
fn misspelled_keys_are_taken_as_aliases() {
    let outer: Outer = decode(&json!({ "itmes": [{ "text": "a" }] })).unwrap();
    assert_eq!(outer.items, Some(vec![Inner { text: "a".to_owned() }]));
}

#[test]
fn long_text_is_cut_in_a_fault() {
    let said = fault(&json!({ "flag": "é".repeat(10_000) }));
    assert!(said.starts_with("flag must be true or false, the text \"é"), "{said}");
    assert!(said.chars().count() < 120);
}
