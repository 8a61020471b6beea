//! Texts of which the truth is known: what the program makes of them, held against it.
//!
//! The corpus of the project stands in `corpus`, a folder a text, made by `recipes/corpus.py`; the
//! shared texts, where they are present, are a second set. Each is read as it is opened, those of
//! the corpus again as printed and with restoring forced on, which must spoil enough of them. A
//! table says what each text reached; one that is missing, or below its least, fails.
//!
//! ```text
//! cargo test --test truth                  all of them
//! cargo test --test truth -- booklet haiku only those with one of these words in their name
//! cargo test --test truth -- --tsv         every figure in full, for a program that compares them
//! cargo test --test truth -- --mutate      what falls without each weight of restoring; or those asked
//! cargo test --test truth -- --without=a,b what falls without these weights at once
//! cargo test --test truth -- --spare       which weights nothing needs, one after another, but those named
//! ```

#![allow(clippy::unwrap_used, reason = "a test may fail where it stands")]

mod shared;
#[path = "support"]
mod support {
    pub mod least;
    pub mod mutate;
    mod sources;
    pub mod truth;
}

use std::panic::catch_unwind;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use ibid::restore::Restoring;
use ibid::session::{Reading, open};
use serde_json::Value;
use support::least::{Least, MEASURES, measured};
use support::mutate::{self, Sample};
use support::truth::{Score, score};

/// The texts of the corpus, by kind.
const CORPUS: &[&str] = &[
    // Printed.
    "booklet-english",
    "booklet-german",
    "booklet-french",
    "booklet-spanish",
    "booklet-italian",
    "booklet-russian",
    "booklet-greek",
    "booklet-companion",
    "booklet-guide",
    "booklet-folios-french",
    "booklet-heads-english",
    "booklet-heads-russian",
    "booklet-notes-by-page-german",
    "booklet-notes-by-chapter-spanish",
    "booklet-signs-italian",
    "booklet-letters-french",
    "booklet-brackets-greek",
    "booklet-endnotes-english",
    "booklet-without-notes-russian",
    "booklet-no-feeds-english",
    "booklet-no-feeds-italian",
    "booklet-markdown-spanish",
    "booklet-short-german",
    "signatures-french",
    "signatures-markdown-german",
    "signatures-no-feeds-italian",
    "dropped-blanks-greek",
    "signatures-companion",
    "two-up-english",
    "two-up-folios-german",
    "two-up-layout-spanish",
    "two-up-notes-by-page-italian",
    "two-up-companion",
    "two-up-mupdf-french",
    "two-up-brackets-greek",
    "two-up-in-order-russian",
    "shuffled-english",
    "shuffled-folios-french",
    "shuffled-heads-companion",
    "shuffled-markdown-greek",
    "shuffled-notes-by-chapter-russian",
    "shuffled-italian",
    "shuffled-layout-german",
    "shuffled-notes-by-page-spanish",
    "shuffled-without-notes-english",
    "in-order-heads-english",
    "in-order-layout-german",
    "in-order-mupdf-spanish",
    "in-order-raw-italian",
    "in-order-signs-russian",
    "in-order-endnotes-french",
    "in-order-no-feeds-greek",
    "in-order-without-notes-companion",
    // Nobody printed these.
    "plain-theses",
    "plain-theses-german",
    "plain-essay-short-lines",
    "plain-haiku",
    "plain-poem-french",
    "plain-letters",
    "plain-law-german",
    "plain-law",
    "plain-drama-spanish",
    "plain-drama",
    "plain-ebook",
    "plain-mails",
    "plain-diary-italian",
    "plain-minutes-russian",
    "plain-recipes",
    "plain-limericks-numbered",
    "plain-catechism",
    "plain-songs-german",
    "plain-chat",
    "plain-report-numbered",
    "plain-tale-form-feeds-italian",
    "plain-contract",
    "plain-rules-french",
    "plain-questionnaire-german",
    "plain-charter",
    "plain-log-german",
    "plain-aphorisms-spanish",
    // Nor these, in forms of their own.
    "written-handbook",
    "written-slides",
    "written-statute-german",
    "written-tutorial-spanish",
    "written-exam-german",
    "written-rules-italian",
    "written-questions-french",
    "written-changes",
    "written-liturgy-spanish",
    "written-rules-russian",
    "written-list-with-notes",
    "written-poems",
    "written-list",
    "written-decree-french",
    "written-list-russian",
    "written-rules-greek",
    "written-exercises-german",
    "written-list-of-changes",
    "written-inventory-italian",
    "written-agenda-german",
    "written-glossary-spanish",
    "written-inventory",
    "written-list-portuguese",
    "written-list-dutch",
    "written-rules-polish",
    "written-interview-french",
    "written-walk",
    // PDFs, whose lines say how they stand.
    "pdf-heads-english",
    "pdf-endnotes-french",
    "pdf-signs-russian",
    "pdf-margin-notes-italian",
    "pdf-run-in-notes-spanish",
    "pdf-notes-by-page-german",
    // Typed, and books made of what was typed.
    "typed-endnotes-english",
    "typed-endnotes-greek",
    "typed-footnotes-gutenberg",
    "markdown-italian",
    "html-french",
    "epub-german",
    "muse-spanish",
    // Each style of citing.
    "cites-author-date",
    "cites-apa-plain",
    "cites-harvard-items",
    "cites-author-date-german",
    "cites-gost-russian",
    "cites-numbered-ieee",
    "cites-numbered-acm",
    "cites-raised-nature",
    "cites-vancouver",
    "cites-labels",
    "cites-by-page-mla",
    "cites-notes-chicago",
    "cites-notes-short-titles",
    "cites-notes-ibid",
    "cites-law-bluebook",
    "cites-notes-french",
    "cites-notes-german",
    "cites-keys-bibtex",
    "cites-keys-front",
];

/// How many texts must fall below their least with restoring off, and as many with it forced on.
const SPOILED: usize = 15;

/// The shared texts.
const SHARED: &[&str] = &[
    "texts/cleaver-1993.txt",
    "cases/kropotkin-ch1.md",
    "cases/aurelius-book4.muse",
    "cases/mutual-aid.epub",
    "cases/deepreview.md",
    "cases/mutual-ch2.md",
    "cases/zine12-typst.txt",
    "cases/deepreview-notes.md",
    "cases/aurelius-greek.txt",
];

/// What a shared text must reach. A few words of a scan cannot be told from the page alone, and
/// where its paragraphs end less often still.
fn shared_least(text: &str) -> Least {
    let mut least = match text {
        // Its half-title stands between the introduction and the first chapter: front matter,
        // which the truth leaves out of the order of the body.
        "cases/mutual-aid.epub" => vec![("order", 0.9999)],
        "cases/mutual-ch2.md" => vec![("notes", 0.995), ("blocks", 0.96)],
        "cases/zine12-typst.txt" => vec![("blocks", 0.71)],
        "cases/deepreview-notes.md" => vec![("blocks", 0.67)],
        "cases/aurelius-greek.txt" => vec![
            ("seams", 0.98),
            ("hyphens", 0.998),
            ("notes", 0.993),
            ("anchors", 0.991),
            ("blocks", 0.61),
        ],
        _ => Vec::new(),
    };
    if least.iter().any(|(measure, _)| *measure == "blocks") {
        least.extend([("order", 0.9997), ("words", 0.9998)]);
    }
    Least::of(&least)
}

/// A text, its truth, and what it must reach.
struct Case {
    name: String,
    text: PathBuf,
    truth: PathBuf,
    least: Least,
}

impl Case {
    /// Whether it is one of the project's own; the names of the others are paths.
    fn of_corpus(&self) -> bool {
        !self.name.contains('/')
    }
}

/// What a case reached as it is opened; of the corpus also as printed, and with restoring forced on.
struct Reached {
    score: Score,
    as_printed: Option<Score>,
    forced: Option<Score>,
}

fn main() -> ExitCode {
    let (flags, words): (Vec<_>, Vec<_>) =
        std::env::args().skip(1).partition(|word| word.starts_with('-'));
    if flags.iter().any(|flag| flag == "--list") {
        return ExitCode::SUCCESS;
    }
    let mut faults = Vec::new();
    let mut cases = corpus(&mut faults);
    cases.extend(second_set());
    if flags.iter().any(|flag| flag == "--mutate") {
        mutate::each(&samples(&cases), &words);
        return ExitCode::SUCCESS;
    }
    if flags.iter().any(|flag| flag == "--spare") {
        mutate::spare(&samples(&cases), &words);
        return ExitCode::SUCCESS;
    }
    if let Some(names) = flags.iter().find_map(|flag| flag.strip_prefix("--without=")) {
        mutate::without(&samples(&cases), &names.split(',').collect::<Vec<_>>());
        return ExitCode::SUCCESS;
    }
    let asked = |name: &str| words.is_empty() || words.iter().any(|word| name.contains(word));
    cases.retain(|case| asked(&case.name));
    faults.retain(|fault| fault.split(':').next().is_some_and(asked));
    if cases.is_empty() && faults.is_empty() && !words.is_empty() {
        println!("no text of the corpus has {} in its name", words.join(" or "));
        return ExitCode::SUCCESS;
    }
    if flags.iter().any(|flag| flag == "--tsv") {
        tsv(&cases);
        return ExitCode::SUCCESS;
    }
    let reached = run(&cases, true);
    table(&cases, &reached, !words.is_empty(), &mut faults);
    if words.is_empty() {
        spoiled(&cases, &reached, &mut faults);
    }
    println!("{:.1} s of computing", computing());
    for fault in &faults {
        println!("FAILED {fault}");
    }
    if faults.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// The texts of the corpus; what of it is missing, or is there and not listed, is a fault.
fn corpus(faults: &mut Vec<String>) -> Vec<Case> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus");
    let present = std::fs::read_dir(&root).into_iter().flatten().filter_map(|entry| {
        let entry = entry.unwrap();
        entry.path().is_dir().then(|| entry.file_name().into_string().unwrap())
    });
    faults.extend(
        present
            .filter(|name| !CORPUS.contains(&name.as_str()))
            .map(|name| format!("{name}: its folder is there, and tests/truth.rs lacks it")),
    );
    let mut cases = Vec::new();
    for name in CORPUS {
        match case(&root.join(name), name) {
            Ok(case) => cases.push(case),
            Err(fault) => faults.push(format!("{name}: {fault}")),
        }
    }
    cases
}

/// A folder of the corpus: `in.txt` or another text, `truth.json`, and `least.toml` where not
/// everything can be reached.
fn case(folder: &Path, name: &str) -> Result<Case, String> {
    let text = ["in.txt", "in.md", "in.html", "in.epub", "in.muse", "in.pdf"]
        .map(|file| folder.join(file))
        .into_iter()
        .find(|path| path.exists())
        .ok_or("its text is missing")?;
    let truth = folder.join("truth.json");
    if !truth.exists() {
        return Err("its truth is missing".to_owned());
    }
    let least = match std::fs::read_to_string(folder.join("least.toml")) {
        Ok(toml) => Least::read(&toml).map_err(|fault| format!("least.toml: {fault}"))?,
        Err(_) => Least::default(),
    };
    Ok(Case { name: name.to_owned(), text, truth, least })
}

/// The shared texts, or a line that says they are skipped.
fn second_set() -> Vec<Case> {
    if shared::shared("texts", "the second set").is_none() {
        return Vec::new();
    }
    SHARED
        .iter()
        .filter_map(|name| {
            let text = shared::shared(name, name)?;
            let truth = text.with_extension("truth.json");
            Some(Case { name: (*name).to_owned(), text, truth, least: shared_least(name) })
        })
        .collect()
}

/// Runs the cases, as many at once as there are processors; those of the corpus also as they should
/// not be read, if they are to be spoiled.
fn run(cases: &[Case], spoil: bool) -> Vec<Option<Reached>> {
    mutate::in_parallel(cases, |case| catch_unwind(|| reach(case, spoil)).ok())
}

/// The texts that restoring may change, as printed: the others are opened as they are in any case.
fn samples(cases: &[Case]) -> Vec<Sample> {
    let read = |case: &Case, restoring| {
        let reading = Reading { restoring: Some(restoring), ..Reading::default() };
        open(&case.text, &reading).unwrap().document
    };
    let samples = mutate::in_parallel(cases, |case| {
        let printed = read(case, Restoring::Never);
        // What its format says was never printed is not restored.
        let left = *read(case, Restoring::Auto) == *printed;
        let may_change = !left || ibid::restore::restore(&printed).is_none();
        let truth = serde_json::from_str(&std::fs::read_to_string(&case.truth).unwrap()).unwrap();
        let (name, own) = (case.name.clone(), case.of_corpus());
        may_change.then(|| Sample { name, own, printed: (*printed).clone(), truth })
    });
    samples.into_iter().flatten().collect()
}

fn reach(case: &Case, spoil: bool) -> Reached {
    let truth = serde_json::from_str(&std::fs::read_to_string(&case.truth).unwrap()).unwrap();
    let with = |restoring| scored(&case.text, &truth, restoring);
    let spoiled = |restoring| (spoil && case.of_corpus()).then(|| with(restoring));
    Reached {
        score: with(Restoring::Auto),
        as_printed: spoiled(Restoring::Never),
        forced: spoiled(Restoring::Always),
    }
}

fn scored(text: &Path, truth: &Value, restoring: Restoring) -> Score {
    let reading = Reading { restoring: Some(restoring), ..Reading::default() };
    let opened = open(text, &reading).unwrap();
    assert_eq!(opened.document.check(), Ok(()));
    let export = ibid::export::json(&opened.document, &opened.links);
    score(&serde_json::from_str(&export).unwrap(), truth)
}

/// Prints every figure in full, parted by tabs; an empty one has nothing to measure.
fn tsv(cases: &[Case]) {
    let heads = MEASURES.iter().map(|(name, _)| *name);
    println!("case\t{}", heads.collect::<Vec<_>>().join("\t"));
    for (case, reached) in cases.iter().zip(run(cases, false)) {
        let Some(reached) = reached else {
            println!("{}\tstopped", case.name);
            continue;
        };
        let figures = measured(&reached.score)
            .map(|value| value.map_or_else(String::new, |value| format!("{value:.6}")));
        println!("{}\t{}", case.name, figures.join("\t"));
    }
}

/// Prints what each text reached, a row a text, and why it failed where it did.
fn table(cases: &[Case], reached: &[Option<Reached>], all: bool, faults: &mut Vec<String>) {
    let width = cases.iter().map(|case| case.name.len()).max().unwrap_or(0);
    let heads: String = MEASURES.iter().map(|(name, _)| format!(" {name:>10}")).collect();
    println!("{:width$}{heads}  as-printed  restore", "");
    for (case, reached) in cases.iter().zip(reached) {
        let Some(reached) = reached else {
            println!("{:width$}  stopped", case.name);
            faults.push(format!("{}: ibid stopped", case.name));
            continue;
        };
        let missed = case.least.missed(&reached.score);
        let falls = |score: &Option<Score>| match score {
            Some(score) if !case.least.missed(score).is_empty() => "falls",
            Some(_) => "·",
            None => "-",
        };
        let (printed, forced) = (falls(&reached.as_printed), falls(&reached.forced));
        println!("{:width$}{}  {printed:>10}  {forced:>7}", case.name, row(case, &reached.score));
        if !missed.is_empty() {
            faults.push(format!("{}: {}", case.name, missed.join(", ")));
        }
        let told = if all { reached.score.faults.len() } else { 8 };
        if !missed.is_empty() || all {
            reached.score.faults.iter().take(told).for_each(|fault| println!("    {fault}"));
        }
        let outgrown = case.least.outgrown(&reached.score);
        if case.of_corpus() && !outgrown.is_empty() {
            println!("    its least can be raised: {}", outgrown.join(", "));
        }
    }
}

/// The figures of a text: what is whole is `1`, what falls short of that but not of its least has
/// a star, and where there is nothing to measure there is a dash.
fn row(case: &Case, score: &Score) -> String {
    let mut row = String::new();
    for (at, (value, (name, perfect))) in measured(score).into_iter().zip(MEASURES).enumerate() {
        let allowed = if case.least.of_measure(at) == perfect { "" } else { "*" };
        let figure = match value {
            None => "-".to_owned(),
            // How many there are in all says more than how many there should not be.
            Some(0.0) if name == "repairs" => format!("{}", score.repairs),
            Some(value) if name == "repairs" => format!("{}, {value} wrong", score.repairs),
            Some(value) if value == value.trunc() => format!("{value}"),
            // Cut, not rounded: what is shown is reached.
            Some(value) => format!(".{:04}", (value * 10_000.0) as u32),
        };
        row += &format!(" {:>10}", figure + allowed);
    }
    row
}

/// Whether restoring matters: enough texts of the corpus are spoiled without it, and enough by it
/// where it is not wanted.
fn spoiled(cases: &[Case], reached: &[Option<Reached>], faults: &mut Vec<String>) {
    let both = || {
        let own = cases.iter().zip(reached).filter(|(case, _)| case.of_corpus());
        own.filter_map(|(case, reached)| Some((case, reached.as_ref()?)))
    };
    let falls = |score: fn(&Reached) -> Option<&Score>| {
        let missed = |case: &Case, score: Option<&Score>| {
            score.is_some_and(|s| !case.least.missed(s).is_empty())
        };
        both().filter(|(case, reached)| missed(case, score(reached))).count()
    };
    let off = falls(|reached| reached.as_printed.as_ref());
    let on = falls(|reached| reached.forced.as_ref());
    let of = both().count();
    println!("of {of} texts of the corpus {off} fall with restoring off, {on} with it forced on");
    for (fell, how) in [(off, "with restoring off"), (on, "with restoring forced on")] {
        if fell < SPOILED {
            faults.push(format!("only {fell} texts fall {how}, not {SPOILED}"));
        }
    }
}

/// The seconds this program has computed, where the system says.
fn computing() -> f64 {
    let ticks = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after_name = ticks.rsplit(')').next().unwrap_or_default();
    let fields = after_name.split_whitespace().skip(11).take(2);
    fields.filter_map(|field| field.parse::<f64>().ok()).sum::<f64>() / 100.0
}
