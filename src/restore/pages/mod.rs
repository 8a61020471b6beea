//! What stands on a page besides its text: running heads, folios, the contents list, the title page.

pub(crate) mod contents;
pub(crate) mod entry;
pub(crate) mod front;
pub(crate) mod furniture;
mod imprint;
pub(crate) mod title_page;
