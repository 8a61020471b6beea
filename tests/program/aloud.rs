//! `--linear` in a pseudo-terminal: everything is said in lines, and nothing that was said is changed.

use crate::pty::Terminal;

const TEXT: &str = "---\ntitle: A Text\n---\n\n# One\n\nFirst words.[^1] They cite (Kropotkin 1902).\n\n\
                    Second words stand here.\n\n# Two\n\nThe last words.\n\n[^1]: The note.\n\n\
                    ## References\n\n- Kropotkin, Peter 1902. *Mutual Aid*. London\n";

/// What was said, without what a terminal is told besides.
fn said(terminal: &Terminal) -> String {
    String::from_utf8_lossy(&terminal.raw).replace("\r\n", "\n")
}

/// Types a key and waits for what it is answered with.
fn answers(terminal: &mut Terminal, key: &str, words: &str) {
    let before = terminal.raw.len();
    terminal.send(key);
    let end = std::time::Instant::now() + std::time::Duration::from_secs(20);
    let new = |terminal: &Terminal| {
        String::from_utf8_lossy(&terminal.raw[before..]).replace("\r\n", "\n")
    };
    while !new(terminal).contains(words) && terminal.take(end) {}
    assert!(new(terminal).contains(words), "{key:?} says {:?}, not {words:?}", new(terminal));
}

#[test]
fn a_text_is_read_paragraph_by_paragraph() {
    let mut terminal = Terminal::run(TEXT, "--linear text.md", &[]);
    terminal.shows("# One");
    answers(
        &mut terminal,
        "j",
        "First words.[1] They cite (Kropotkin 1902).\n\nNote 1: The note.\n",
    );
    answers(&mut terminal, "j", "Second words stand here.\n");
    answers(&mut terminal, "k", "First words.[1]");
    answers(&mut terminal, "k", "# One");
    answers(&mut terminal, "k", "This is the beginning of the text.");
    answers(&mut terminal, " ", "Mutual Aid");
    answers(&mut terminal, " ", "This is the end of the text.");
    answers(&mut terminal, "g", "# One");
    answers(
        &mut terminal,
        "3j",
        "First words.[1] They cite (Kropotkin 1902).\n\nNote 1: The note.\n",
    );
    answers(&mut terminal, "3k", "# One");
    answers(&mut terminal, "9 ", "Mutual Aid");
    answers(&mut terminal, "g", "# One");
    answers(&mut terminal, "q", "");
    terminal.given_back(0);
    // No escape sequence was sent: a terminal that only prints shows all of it.
    assert!(!said(&terminal).contains('\u{1b}'), "{:?}", said(&terminal));
}

#[test]
fn every_key_says_what_it_did() {
    let mut terminal = Terminal::run(TEXT, "--linear text.md", &[]);
    terminal.shows("# One");
    answers(&mut terminal, "]", "To note 1:\nFirst words.[1]");
    answers(&mut terminal, "\t", "(Kropotkin 1902): Kropotkin, Peter 1902: Mutual Aid");
    answers(&mut terminal, "K", "Kropotkin, Peter 1902. Mutual Aid. London");
    answers(&mut terminal, "\u{1b}", "% of the text.");
    answers(&mut terminal, "\r", "Kropotkin, Peter 1902: 1\n1 of 1: One");
    answers(&mut terminal, "\u{1b}", "% of the text.");
    answers(&mut terminal, "c", "Contents");
    answers(&mut terminal, "\u{1b}[B", "2 of ");
    answers(&mut terminal, "\r", "# Two");
    answers(&mut terminal, "\u{7f}", "Contents");
    answers(&mut terminal, "\u{1b}", "First words.");
    answers(&mut terminal, "/", "Search:");
    answers(&mut terminal, "second", "1 hit\n");
    answers(&mut terminal, "\r", "Hit 1 of 1:\nSecond words");
    answers(&mut terminal, "j", "# Two");
    answers(&mut terminal, "T", "dark");
    answers(&mut terminal, "?", "a line down");
    answers(&mut terminal, "\u{1b}", "Two, ");
    answers(&mut terminal, "é", "does nothing here");
    answers(&mut terminal, "q", "");
    terminal.given_back(0);
}
