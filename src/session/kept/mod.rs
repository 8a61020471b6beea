//! What is kept from session to session, and found again in a text as it is now.

pub(super) mod keeper;
pub(super) mod recall;
