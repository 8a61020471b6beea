//! The weights of restoring, in one table: how much each sign says, for or against.
//!
//! The unit is bits of log-odds: what weighs 1 doubles the odds, what weighs -1 halves them;
//! weights are added. They were set by hand on texts as printed and have been kept as long as more
//! of these were restored with them than without.
//!
//! The surprise: they are a value that is handed in, so that a program can set one to nothing, turn
//! its sign, and see what is lost (`restore_with`), without building anything anew.

/// Makes the table: a field for each weight, its value, and its name.
macro_rules! weights {
    ($($(#[doc = $doc:literal])+ $name:ident: $value:expr,)+) => {
        /// What signs weigh, in bits of log-odds.
        #[derive(Clone, Debug, PartialEq)]
        pub struct Weights {
            $($(#[doc = $doc])+ pub $name: f32,)+
        }

        impl Default for Weights {
            fn default() -> Self {
                Self { $($name: $value,)+ }
            }
        }

        impl Weights {
            /// The names of all weights, in the order of the table.
            pub const NAMES: &'static [&'static str] = &[$(stringify!($name),)+];

            /// The weight of a name, to be set; `None` if there is none.
            pub fn by_name(&mut self, name: &str) -> Option<&mut f32> {
                match name {
                    $(stringify!($name) => Some(&mut self.$name),)+
                    _ => None,
                }
            }
        }
    };
}

weights! {
    // The order of pages: what is between two pieces of a text. Whether pages end where a sentence
    // breaks off, by how the one ends and how the other begins.
    /// A sentence breaks off and goes on in lower case.
    open_goes_on: 2.5,
    /// A sentence breaks off before another: a title run into its paragraph breaks off too.
    open_before_sentence: -1.5,
    /// The least that neighbours may say against that.
    open_least_affinity: -1.0,
    /// A sentence has come to its end before another.
    stop_before_sentence: 1.0,
    /// A sentence has come to its end, and what follows is in the middle of one.
    stop_before_middle: -5.0,
    /// Two halves are a word that the text has elsewhere.
    word_is_whole: 6.0,
    /// Two halves are no word of the text, and the second is none by itself.
    word_goes_on: 2.5,
    /// The second half is a word by itself, which may begin another page.
    word_before_word: 0.5,
    /// What follows half a word begins with a sign or a figure.
    word_before_unclear: -2.0,
    /// What follows half a name is a word with a capital.
    name_before_capital: -3.0,
    /// What follows half a word begins a sentence.
    word_before_sentence: -3.0,
    /// A bracket is left open and closed.
    bracket_closed: 2.5,
    /// A bracket is closed that was not opened.
    bracket_unopened: -2.0,
    /// A bracket is left open and not closed.
    bracket_unclosed: -0.5,

    // Bibliographies.
    /// A bibliography beside a text that is none.
    listed_beside_text: -3.0,
    /// An address after another: an entry ends with its own.
    address_after_address: -4.0,
    /// After an address that ends an entry, a name.
    entry_after_address: 2.0,
    /// After an address that ends an entry, no name.
    other_after_address: -2.0,
    /// Names at the ends of two pages rise as the alphabet does.
    alphabet_rises: 1.0,
    /// They fall.
    alphabet_falls: -4.0,
    /// The alphabet is broken within a page.
    alphabet_broken: -10.0,

    // Pages: what stands at their edges, how long they are.
    /// Two pieces lie side by side where no page is known to end: most gaps are between paragraphs.
    together: 2.0,
    /// A note breaks off, and the next page begins its notes with the end of one.
    note_continued: 4.0,
    /// A page begins its notes with the end of one, and none broke off.
    continuation_without_note: -4.0,
    /// The notes of a page count on from those before.
    notes_follow: 4.0,
    /// One number is missing between them: a note may have been missed. Two say nothing.
    notes_miss_one: 2.0,
    /// More are.
    notes_miss_more: -1.5,
    /// Their numbers fall, and do not begin again at 1.
    notes_fall: -5.0,
    /// The folio of a page is the next.
    folio_follows: 8.0,
    /// It is smaller.
    folio_falls: -8.0,
    /// What a page weighs that lacks all of its length: only the end of a chapter leaves one
    /// unfilled.
    short_page: -4.0,
    /// The same where pages are set line by line, and hold the same number of them.
    short_page_of_lines: -12.0,
    /// What a page weighs for each page's length that it has too much.
    long_page: -4.0,
    /// The same where pages are set line by line.
    long_page_of_lines: -12.0,
    /// A text begins with a heading.
    opens_with_heading: 2.0,
    /// A text begins in the middle of a sentence.
    opens_in_middle: -4.0,
    /// A text ends with a heading.
    closes_with_heading: -4.0,
    /// A text ends with an entry of its bibliography, or an item.
    closes_with_entry: 1.0,
    /// A text ends within a word.
    closes_broken: -5.0,
    /// A text ends within a sentence.
    closes_open: -2.5,

    // Imposition and the search: what a guess must be worth.
    /// A new signature.
    new_signature: -6.0,
    /// A page end that nothing shows.
    unseen_page_end: -1.0,
    /// A blank page that was dropped unseen.
    unseen_blank_page: -4.0,
    /// What the order of a known imposition must weigh more than that in which pages lie.
    known_order: 1.0,
    /// What another order than that in which pages lie must weigh more.
    other_order: 4.0,
    /// The least a page must weigh that follows no page of its neighbourhood.
    leap: 2.0,
    /// What two pieces that follow badly weigh at most: then the order they lie in is in doubt.
    follows_badly: -1.5,
    /// What two pages that do not belong together weigh at most: if many do, the order found is in
    /// doubt.
    follows_not: -3.0,
    /// What a pair must weigh to be joined before all orders are tried.
    pair: 1.0,
    /// How much the numbers of notes and pages may add to what a move is worth.
    move_counts: 6.0,

    // Footnotes: where the words of each begin, once their labels are known.
    /// A note begins where its own label stands.
    note_at_its_label: 8.0,
    /// A note begins where the label of another stands.
    note_at_other_label: -8.0,
    /// A note begins where the foot does, with a sentence.
    note_opens_foot: 4.0,
    /// A note begins after the end of a sentence.
    note_after_stop: 1.5,
    /// A note begins after a sentence that breaks off.
    note_after_open: -2.0,
    /// A note begins after half a word.
    note_after_broken: -6.0,
    /// A note begins with a sentence.
    note_is_sentence: 1.0,
    /// A note begins in the middle of one.
    note_is_middle: -3.0,
    /// A note begins after a line that is not full.
    note_after_short_line: 1.5,

    // The title page: what is the title, and who the author.
    /// A title is a heading.
    title_is_heading: 4.0,
    /// A title stands before all but the author.
    title_is_first: 4.0,
    /// What *by* stands before is a title.
    title_after_by: -6.0,
    /// An author stands right below the title or above it: less for each line between.
    author_near_title: 1.0,
    /// An author stands below the title here and above it there: a subtitle does not.
    author_on_both_sides: 4.0,
    /// *By* stands before an author.
    author_after_by: 6.0,
    /// What is no author at all must be outweighed by.
    author_or_none: 1.5,
    /// A name is of two to four capitals.
    name_of_capitals: 2.0,
    /// A name has a small word that no name has, or a figure.
    name_with_small_word: -2.0,
    /// A name begins with an article.
    name_after_article: -1.0,
    /// The text never speaks of a name.
    name_unspoken: 1.0,
    /// The text speaks of it: once for each word it has, again for each that is no name in it.
    name_spoken: -1.5,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_weight_has_a_name_to_be_set_by() {
        let mut weights = Weights::default();
        for name in Weights::NAMES {
            *weights.by_name(name).expect("a weight of the table") = 0.0;
        }
        assert!(Weights::NAMES.iter().all(|name| weights.by_name(name) == Some(&mut 0.0)));
        assert_eq!(weights.by_name("no weight"), None);
    }
}
