//! What each line of a text is on its page.

use std::ops::{Deref, Index};

use crate::restore::lines::{Line, Lines};

/// What a line is on its page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// The author's text.
    Body,
    /// A running head or foot.
    Head,
    /// A page number.
    Number,
    /// A line of the contents list.
    Contents,
    /// A line of the title page or the colophon.
    Front,
    /// The rule above the notes.
    Rule,
    /// The first line of a note.
    Note,
    /// A further line of a note, of this page or of the page before.
    NoteBody,
}

impl Role {
    /// Whether the line belongs to a note.
    pub(crate) fn is_note(self) -> bool {
        matches!(self, Self::Note | Self::NoteBody)
    }

    /// Whether the line leaves the text.
    pub(crate) fn is_furniture(self) -> bool {
        matches!(self, Self::Head | Self::Number | Self::Contents | Self::Front | Self::Rule)
    }
}

/// What each line of a text is, by its number. A stage that knows more gives new ones.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Roles(Vec<Role>);

impl Roles {
    /// For `count` lines: nothing but text.
    pub(crate) fn body(count: usize) -> Self {
        Self(vec![Role::Body; count])
    }

    /// These, but for some lines that are known better.
    pub(crate) fn with(&self, known: impl IntoIterator<Item = (usize, Role)>) -> Self {
        let mut roles = self.clone();
        for (at, role) in known {
            roles.set(at, role);
        }
        roles
    }

    /// Says what line number `at` is, as long as a stage is at work on them.
    pub(crate) fn set(&mut self, at: usize, role: Role) {
        self.0[at] = role;
    }
}

impl Index<usize> for Roles {
    type Output = Role;

    fn index(&self, at: usize) -> &Role {
        &self.0[at]
    }
}

/// A text as printed: its lines, and what each of them is as far as a stage knows.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Print<'p, 'd> {
    /// Its lines.
    pub text: &'p Lines<'d>,
    /// What they are.
    pub roles: &'p Roles,
}

impl<'p, 'd> Print<'p, 'd> {
    /// The lines of a text, which are such.
    pub(crate) fn new(text: &'p Lines<'d>, roles: &'p Roles) -> Self {
        Self { text, roles }
    }

    /// What line number `at` is.
    pub(crate) fn role(self, at: usize) -> Role {
        self.roles[at]
    }

    /// Whether line number `at` is of the author's text.
    pub(crate) fn is_body(self, at: usize) -> bool {
        self.roles[at] == Role::Body
    }

    /// Whether line number `at` leaves the text.
    pub(crate) fn is_furniture(self, at: usize) -> bool {
        self.roles[at].is_furniture()
    }

    /// All lines, each after what it is.
    pub(crate) fn with_roles(
        self,
    ) -> impl DoubleEndedIterator<Item = (Role, &'p Line<'d>)> + Clone {
        self.roles.0.iter().copied().zip(&self.text.lines)
    }

    /// The lines that stay in the text or its notes.
    pub(crate) fn kept(self) -> impl Iterator<Item = &'p Line<'d>> {
        self.with_roles().filter(|(role, _)| !role.is_furniture()).map(|(_, line)| line)
    }

    /// The lines that are of one role.
    pub(crate) fn of_role(
        self,
        role: Role,
    ) -> impl DoubleEndedIterator<Item = &'p Line<'d>> + Clone {
        self.with_roles().filter(move |&(own, _)| own == role).map(|(_, line)| line)
    }
}

impl<'d> Deref for Print<'_, 'd> {
    type Target = Lines<'d>;

    fn deref(&self) -> &Lines<'d> {
        self.text
    }
}
