//! Where the title of an entry begins right after initials, whose full stop hides that the names have
//! ended: `Knuth, D. E. The Art of Computer Programming`, `Bourdieu P. Le sens pratique`; or after a
//! comma like those in the name: `Rossi, Mario, La storia delle acque`.

use crate::language::lexicon;
use crate::language::name::is_initials;
use crate::language::prose::token::{Kind, Token, is_capital};
use crate::language::section::Section;
use crate::link::works::entry::chunk::in_capitals;

/// Where a title begins right after initials, whose stop hides that the sentence ends:
/// `Knuth, D. E. The Art of Computer Programming.`
///
/// `tokens` are those of `text`, and its names end at `names_end`: before a date, if they are `dated`.
pub(crate) fn title_after_initials(
    text: &str,
    tokens: &[Token],
    names_end: usize,
    dated: bool,
) -> Option<usize> {
    let in_names = tokens.iter().take_while(|token| token.start < names_end);
    let tokens: Vec<&Token> = in_names.collect();
    // `A. Aho, R. Sethi, and M. Lam`: where the first name has its initials before it, those after a
    // comma begin the next.
    if tokens.first().is_some_and(|first| is_initials(first.of(text))) {
        return None;
    }
    let mut commas = 0;
    for (at, pair) in tokens.windows(2).enumerate() {
        commas += usize::from(pair[0].kind == Kind::Comma);
        let initial = pair[0].of(text);
        if !is_initials(initial) || !initial.ends_with('.') {
            continue;
        }
        let chunk_starts = at == 0 || !matches!(tokens[at - 1].kind, Kind::Word);
        let initials = tokens[at..].iter().take_while(|t| is_initials(t.of(text))).count();
        let role = |token: &&&Token| lexicon::is_role(&token.folded(text));
        let roles = tokens[at + initials..].iter().take_while(role).count();
        let after = &tokens[at + initials + roles..];
        let words = after.iter().take_while(|t| t.kind == Kind::Word).count();
        let first = *after.first()?;
        let common = after[..words].iter().any(|word| is_common(text, word));
        // Before a date stand names, unless there are words that no name has.
        let title = words > 2 && (common || begins_no_name(text, first));
        if dated && !title {
            continue;
        }
        if chunk_starts {
            // `Alquati, Romano, N. Negri`: one word is the surname of a later author.
            let begins = commas == 1 || commas > 1 && words > 2;
            if begins && words > 0 && may_open_title(text, first) {
                return Some(first.start);
            }
            continue;
        }
        // `Smith, Eleanor R. The Title`: after the first comma, or a surname in capitals, is a
        // given name, and no name comes after that. `Bourdieu P. Le sens pratique`, as in
        // Russia: no name has so many words, and small ones among them.
        let given = commas == 1 || is_after_capitals(text, &tokens[..at]);
        if (given && words > 0 || title) && may_open_title(text, first) {
            return Some(first.start);
        }
    }
    None
}

/// Where a title begins after a surname and a given name, where nothing but commas parts the whole
/// entry, as in lists of Romance and Greek texts and in German ones: `Rossi, Mario, La storia delle
/// acque, Milano, Feltrinelli, 1970`. What stands after the second comma is a title if it has words
/// that no name has, or is one word alone before a full stop.
///
/// `tokens` are those of `text`, and its names end at `names_end`.
pub(crate) fn title_after_given(text: &str, tokens: &[Token], names_end: usize) -> Option<usize> {
    let tokens = &tokens[..tokens.partition_point(|token| token.start < names_end)];
    let mut chunks = tokens.split(|token| token.kind == Kind::Comma);
    let (family, given, title) = (chunks.next()?, chunks.next()?, chunks.next()?);
    let is_name = |chunk: &[Token]| {
        (1..=3).contains(&chunk.len())
            && chunk.iter().any(|word| is_capital(word.of(text)))
            && chunk.iter().all(|word| word.kind == Kind::Word && may_be_in_name(text, word))
    };
    let first = title.first()?;
    let word = first.of(text);
    let initial = is_initials(word) && word.ends_with('.');
    let whole = first.kind == Kind::Word && is_capital(word) && !initial;
    if !whole || !is_name(family) || !is_name(given) {
        return None;
    }
    let words: Vec<&Token> = title.iter().take_while(|token| token.kind == Kind::Word).collect();
    // `Das Kapital`, but `Das, Veena` and `A Stroud`; `Der Schleier der Erinnerung` has more words than
    // a name has.
    let article = Section::Articles.has(&first.folded(text))
        && !is_initials(word)
        && (!lexicon::is_noble(&first.folded(text)) && words.len() > 1 || words.len() > 3);
    // `Paul Delorme, lettres à sa sœur`: no name has what stands after the comma.
    let mut after = chunks.clone();
    let lower = |chunk: &[Token]| chunk.first().is_some_and(|word| is_common(text, word));
    let common = words.iter().any(|word| is_common(text, word)) || after.next().is_some_and(lower);
    let full = given.iter().all(|word| !is_initials(word.of(text)));
    let alone = words.len() == 1
        && full
        && chunks.next().is_none()
        && !lexicon::is_role(&first.folded(text))
        && !lexicon::is_suffix(word);
    (article || common || alone).then_some(first.start)
}

/// Whether a word may stand in a name that is turned round.
fn may_be_in_name(text: &str, word: &Token) -> bool {
    let folded = word.folded(text);
    if is_capital(word.of(text)) {
        return !lexicon::is_role(&folded);
    }
    lexicon::is_noble(&folded)
}

/// Whether a title may open with this word: not what joins a further author, nor a particle,
/// which goes with the surname before (`Fuentes, Á. de la`).
fn may_open_title(text: &str, first: &Token) -> bool {
    let folded = first.folded(text);
    let small = lexicon::joins(&folded) || lexicon::is_noble(&folded);
    is_capital(first.of(text)) || !small
}

/// Whether a word with a capital is one that no name begins with: an article, a preposition.
fn begins_no_name(text: &str, word: &Token) -> bool {
    let folded = word.folded(text);
    !lexicon::is_noble(&folded) && (lexicon::is_particle(&folded) || lexicon::leads(&folded))
}

/// Whether a word is a small one that no name has.
fn is_common(text: &str, word: &Token) -> bool {
    let folded = word.folded(text);
    !is_capital(word.of(text))
        && !lexicon::joins(&folded)
        && !lexicon::is_noble(&folded)
        && !lexicon::is_role(&folded)
        && !lexicon::is_about(&folded)
        && !lexicon::is_others(&folded)
}

/// Whether the last comma stands after a word in capitals, and but one word after it.
fn is_after_capitals(text: &str, tokens: &[&Token]) -> bool {
    let [.., family, comma, given] = tokens else { return false };
    comma.kind == Kind::Comma && given.kind == Kind::Word && in_capitals(family.of(text))
}
