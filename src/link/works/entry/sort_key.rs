//! What the names of a head say of its list: whether they are turned round, repeat those above,
//! and by which word they are sorted.

use crate::language::fold::Fold;
use crate::language::lexicon;
use crate::language::name::is_initials;
use crate::language::prose::token::is_capital;
use crate::link::works::entry::head::Head;

impl Head {
    /// Whether the names of `text` begin with a surname and a given name after a comma: the
    /// mark of a list's first author, which running prose does not have.
    pub(crate) fn is_inverted(&self, text: &str) -> bool {
        let names = self.names.of(text);
        if !names.starts_with(char::is_alphanumeric) {
            return false;
        }
        // A name that begins with an initial is not turned round; `LI, Wei` is.
        let opening = names.split([' ', ',', '\n']).next().unwrap_or("");
        if is_initials(opening) && (opening.contains('.') || opening.chars().count() == 1) {
            return false;
        }
        // `Ben Salah K`, as medicine has it.
        let first = names.split([',', ';', '&', '(']).next().unwrap_or("");
        let words = || first.split_whitespace();
        let initials = words().rev().take_while(|word| is_initials(word)).count();
        let count = words().count();
        if initials > 0
            && initials < count
            && count <= 5
            && !words().next().is_some_and(is_initials)
        {
            return true;
        }
        let Some((family, given)) = names.split_once(',') else { return false };
        let given = given.trim_start();
        family.split_whitespace().count() <= 4
            && family.chars().any(char::is_alphabetic)
            && is_capital(given)
    }

    /// Whether the head prints a dash for the authors of the entry above, or a word that means them.
    pub(crate) fn repeats_authors(&self, text: &str) -> bool {
        let names = self.names.of(text);
        if lexicon::the_same(names) > 0 {
            return true;
        }
        let dashes =
            names.chars().take_while(|c| matches!(c, '-' | '–' | '—' | '―' | '_' | '−')).count();
        // One hyphen is a bullet; one long dash is enough.
        dashes > 1 || dashes == 1 && !names.starts_with('-')
    }

    /// The word lists are sorted by: the first of the names, folded. Empty where a particle comes
    /// first, which one list counts and another does not.
    pub(crate) fn sort_word(&self, text: &str) -> String {
        let names = self.names.of(text).trim_start_matches(|c: char| !c.is_alphanumeric());
        let end = names.find([',', '.', ':', '(', ';']).unwrap_or(names.len());
        let name = names[..end].trim();
        let first = name.split([' ', '’', '\'']).next().unwrap_or("");
        if lexicon::is_noble(&Fold::Word.of(first)) || first.len() < name.len() && first.len() == 1
        {
            return String::new();
        }
        let mut words: Vec<&str> = name.split_whitespace().collect();
        while words.len() > 1 && words.last().is_some_and(|word| is_initials(word)) {
            words.pop();
        }
        let letters = |c: &char| c.is_alphanumeric() || c.is_whitespace();
        Fold::Word.of(&words.join(" ")).chars().filter(letters).collect()
    }
}
