//! Notes, wherever a press sets them: at feet, in lists, in margins, as an apparatus; and which marker
//! refers to which.

pub(super) mod apparatus;
pub(super) mod endnotes;
pub(super) mod feet;
pub(super) mod linked;
pub(super) mod margins;
pub(super) mod numbered;
pub(super) mod pairing;
pub(super) mod sources;
pub(super) mod unlabelled;
