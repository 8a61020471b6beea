//! YAML by example: what is sound, what is not, and what makes too much.

use serde_json::json;

use super::*;

#[test]
fn reads_what_is_written_as_it_is_written() {
    let cases = [
        ("a: \"Caf\\u00e9\"", json!({"a": "Café"})),
        (
            "a: 1.10\nb: 007\nc: no\nd: ~\ne: 2001-01-31",
            json!({
                "a": "1.10", "b": "007", "c": "no", "d": null, "e": "2001-01-31",
            }),
        ),
        ("a: [{name: Ann Doe}, 'it''s']", json!({"a": [{"name": "Ann Doe"}, "it's"]})),
        (
            "a: >\n  one\n  two\n\n  three\nb: |\n  x\n   y\n",
            json!({"a": "one two\nthree\n", "b": "x\n y\n"}),
        ),
        ("- &dd {family: Doe}\n- *dd\n", json!([{"family": "Doe"}, {"family": "Doe"}])),
        (
            "a: &a {x: 1, y: 2}\nb:\n  <<: *a\n  y: 3",
            json!({
                "a": {"x": "1", "y": "2"}, "b": {"x": "1", "y": "3"},
            }),
        ),
        ("---\na: 1\n...\n---\nb: 2\n...\n", json!({"a": "1", "b": "2"})),
        ("# nothing\n", json!(null)),
        ("a: !!str 5\n? b\n: c", json!({"a": "5", "b": "c"})),
    ];
    for (text, expected) in cases {
        assert_eq!(read(text), (expected, vec![]), "{text}");
    }
}

#[test]
fn what_is_not_sound_loses_nothing_else() {
    let cases = [
        (
            "title: On: notes\nauthor: [A, B]\n",
            json!({"title": "On: notes", "author": ["A", "B"]}),
            vec![1],
        ),
        ("a: \"One\" two\nb: 2", json!({"a": "\"One\" two", "b": "2"}), vec![1]),
        ("a: *Nobody* knows\nb: 2", json!({"a": "*Nobody* knows", "b": "2"}), vec![1]),
        ("a: @home\nb: 50% of\nc: %x", json!({"a": "@home", "b": "50% of", "c": "%x"}), vec![1, 3]),
        ("a: 'open\nb: 2", json!({"a": "'open", "b": "2"}), vec![1]),
        (
            "a:\n  - id: x\n    title: A: B: C\n    year: 1999\n  - id: y\n    title: \"D\"\nb: 1",
            json!({"a": [{"id": "x", "title": "A: B: C", "year": "1999"}, {"id": "y", "title": "D"}], "b": "1"}),
            vec![3],
        ),
        ("a: &a x\nb: c: d\ne: [*a]", json!({"a": "x", "b": "c: d", "e": ["x"]}), vec![2]),
        ("- a: 1\n- b: *c\n- d", json!([{"a": "1"}, {"b": "*c"}, "d"]), vec![2]),
        ("a:\n\tb: 1\n", json!({"a": {"b": "1"}}), vec![]),
        ("\"k: l\": *x\nb: 1", json!({"k: l": "*x", "b": "1"}), vec![1]),
        ("no YAML at all: [", json!({"no YAML at all": "["}), vec![1]),
        ("[", json!("["), vec![1]),
    ];
    for (text, expected, bad) in cases {
        assert_eq!(read(text), (expected, bad), "{text}");
    }
}

#[test]
fn fields_keep_their_order_and_all_of_them() {
    let shown = |text| -> Vec<(String, String, &str)> {
        let fields = fields(text).0.into_iter();
        fields.map(|field| (field.key, field.value.to_string(), field.written.trim())).collect()
    };
    let own = |key: &str, value: &str, written| (key.to_owned(), value.to_owned(), written);
    assert_eq!(
        shown("b: 1\na:\n  - x\n'c d': &x y\n\ne: *x\n"),
        [
            own("b", "\"1\"", "1"),
            own("a", "[\"x\"]", "- x"),
            own("c d", "\"y\"", "&x y"),
            own("e", "\"y\"", "*x"),
        ]
    );
    assert_eq!(shown("a: 1\na: 2\n"), [own("a", "\"1\"", "1"), own("a", "\"2\"", "2")]);
    assert_eq!(shown("{b: 1, a: 2}"), [own("a", "\"2\"", ""), own("b", "\"1\"", "")]);
}

/// What a few lines can make, and how long it takes, has bounds.
#[test]
fn little_makes_little() {
    let mut laughs = String::from("a0: &a0 [lol, lol]\n");
    for n in 1..40 {
        laughs.push_str(&format!("a{n}: &a{n} [*a{p}, *a{p}, *a{p}]\n", p = n - 1));
    }
    let (value, bad) = read(&laughs);
    assert!(value.to_string().len() < 16 << 20 && !bad.is_empty());
    let mut deep = String::from("a0: &a0 []\n");
    for n in 1..2000 {
        deep.push_str(&format!("a{n}: &a{n} [*a{}]\n", n - 1));
    }
    assert!(!read(&deep).1.is_empty());
    let signs = [
        "[", "{", "- ", "? ", "a: ", "{a: ", "&a ", "*a ", "!t ", "\"\n", "'\n", "- a\n ", "a:\n ",
        "|\n", "%\n", "---\n",
    ];
    for sign in signs {
        let text = sign.repeat(30_000);
        read(&text);
        read(&format!("a: {text}"));
        read(&format!("a:\n{text}"));
        fields(&text);
    }
}
