//! What is known of each line: how it stood, what it is on its page, the edges of its column, and what
//! in it may refer to a note.

pub(super) mod calls;
pub(super) mod edges;
pub(super) mod part;
pub(super) mod stand;
