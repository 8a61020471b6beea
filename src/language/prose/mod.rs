//! Prose: where its words and sentences begin and end, and which of its words stand together.
//!
//! | asked | answered by |
//! |---|---|
//! | a stretch of text as words, numbers and signs | [`token`] |
//! | which words a text has, and which stand next to which | [`words`] |
//! | whether a sentence has ended, by the signs at the end of a piece | [`sentence`] |
//! | the sentences of a paragraph, one after the other | [`sentences`] |

pub(crate) mod sentence;
pub(crate) mod sentences;
pub(crate) mod token;
pub(crate) mod words;
