//! The one table of keys: the handler, the palette and the sheet of shortcuts are made from it.
//!
//! To add one: a variant of [`Act`], its line in [`SHORTCUTS`] if it has a key, its words in
//! `i18n::shortcuts`, and the part of the page that performs it offers it (`app::acts`).

mod keys;

pub(crate) use keys::{Keys, Press};
use keys::{alt, ctrl, ctrl_shift, plain, shift};

/// Something that can be done by a key or from the palette.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Act {
    /// The palette: search and commands.
    Search,
    /// Search within the open conversation.
    FindHere,
    /// The sheet of shortcuts.
    Help,
    /// The conversation below the open one in the list.
    NextConversation,
    /// The one above it.
    PreviousConversation,
    /// To the composer.
    Answer,
    /// "Nota interna".
    Note,
    /// "Encaminhar" the focused message, or select some.
    Forward,
    /// "Assumir".
    Assign,
    /// "Finalizar".
    Finish,
    /// The newest message.
    ToEnd,
    /// The detail pane.
    Details,
    /// "Exportar histórico".
    Export,
    /// "Pendente" in the status filter.
    FilterPending,
    /// "Em atendimento".
    FilterInProgress,
    /// "Finalizado".
    FilterFinished,
    /// "Todos os atendimentos".
    FilterAll,
    /// "Meus atendimentos".
    FilterMine,
    /// "Atendimentos do canal".
    FilterOthers,
    /// "Limpar filtros".
    ClearFilters,
    /// "Nova conversa" of a family.
    StartConversation,
    /// "Respostas prontas".
    Replies,
    /// "Ajustes".
    Settings,
    /// Light or dark.
    Theme,
    /// Up and down in a list.
    Move,
    /// Opens the row.
    Open,
    /// Selects the focused message.
    Select,
    /// Copies the selected messages.
    Copy,
    /// The menu of the focused message.
    Menu,
    /// Sends what is written.
    Send,
    /// A new line.
    Break,
    /// The canned replies, at the start of the composer or after a space.
    Canned,
    /// Closes one thing.
    Close,
}

/// The place where a key works.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Scope {
    /// Everywhere but in a dialog.
    Everywhere,
    /// While the person walks through the list or the messages by keyboard. Keys without Ctrl or Alt never
    /// work while one types or has just clicked, and can be switched off (WCAG 2.1.4).
    Reading,
    /// On a message; the thread handles it by itself.
    Message,
    /// In the composer, which handles it by itself.
    Writing,
}

/// A line of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Shortcut {
    /// The act of the line.
    pub(crate) act: Act,
    /// The place where its keys work.
    pub(crate) scope: Scope,
    /// The keys, of which each does it.
    pub(crate) keys: &'static [Keys],
}

macro_rules! table {
    ($($scope:ident $act:ident: $($keys:expr),+;)*) => {
        &[$(Shortcut { act: Act::$act, scope: Scope::$scope, keys: &[$($keys),+] }),*]
    };
}

/// Every key, in the order of the sheet.
pub(crate) const SHORTCUTS: &[Shortcut] = table! {
    Everywhere Search: ctrl("k");
    Everywhere FindHere: ctrl("f");
    Everywhere NextConversation: alt("ArrowDown");
    Everywhere PreviousConversation: alt("ArrowUp");
    Everywhere Finish: ctrl_shift("f");
    Everywhere Help: ctrl("/");
    Everywhere Close: plain("Escape");
    Reading Move: plain("ArrowUp"), plain("ArrowDown");
    Reading Open: plain("Enter");
    Reading Search: plain("/");
    Reading Answer: plain("r");
    Reading Forward: plain("e");
    Reading Finish: plain("f");
    Reading Note: plain("n");
    Reading Assign: plain("a");
    Reading Details: plain("d");
    Reading ToEnd: plain("g");
    Reading FilterPending: plain("1");
    Reading FilterInProgress: plain("2");
    Reading FilterFinished: plain("3");
    Reading FilterAll: plain("4");
    Reading FilterMine: plain("5");
    Reading FilterOthers: plain("6");
    Reading ClearFilters: plain("0");
    Reading Help: plain("?");
    Message Select: plain("x");
    Message Copy: ctrl("c");
    Message Menu: shift("F10");
    Writing Send: plain("Enter");
    Writing Break: shift("Enter");
    Writing Canned: plain("/");
};

/// The acts that the palette offers, in its order.
pub(crate) const COMMANDS: &[Act] = &[
    Act::NextConversation,
    Act::PreviousConversation,
    Act::Answer,
    Act::Forward,
    Act::Note,
    Act::Assign,
    Act::Finish,
    Act::FindHere,
    Act::ToEnd,
    Act::Details,
    Act::Export,
    Act::StartConversation,
    Act::FilterPending,
    Act::FilterInProgress,
    Act::FilterFinished,
    Act::FilterAll,
    Act::FilterMine,
    Act::FilterOthers,
    Act::ClearFilters,
    Act::Replies,
    Act::Settings,
    Act::Theme,
    Act::Help,
];

/// The act of a key, among those that the window handles.
pub(crate) fn asked(press: Press<'_>) -> Option<Act> {
    let applies = |shortcut: &&Shortcut| match (shortcut.scope, shortcut.act) {
        // The part with the focus handles these.
        (Scope::Message | Scope::Writing, _) | (_, Act::Close | Act::Move | Act::Open) => false,
        (Scope::Everywhere, _) => true,
        (Scope::Reading, _) => press.reading,
    };
    let found =
        SHORTCUTS.iter().filter(applies).find(|shortcut| shortcut.keys.iter().any(|keys| keys.are(press)));
    found.map(|shortcut| shortcut.act)
}

impl Act {
    /// Whether the act is of no use for a family.
    pub(crate) fn is_for_staff(self) -> bool {
        match self {
            Act::Note
            | Act::Forward
            | Act::Assign
            | Act::Finish
            | Act::FilterPending
            | Act::FilterInProgress
            | Act::FilterFinished
            | Act::FilterAll
            | Act::FilterMine
            | Act::FilterOthers
            | Act::ClearFilters
            | Act::Replies
            | Act::Canned
            | Act::Select
            | Act::Copy
            | Act::Menu => true,
            Act::Search
            | Act::FindHere
            | Act::Help
            | Act::NextConversation
            | Act::PreviousConversation
            | Act::Answer
            | Act::ToEnd
            | Act::Details
            | Act::Export
            | Act::StartConversation
            | Act::Settings
            | Act::Theme
            | Act::Move
            | Act::Open
            | Act::Send
            | Act::Break
            | Act::Close => false,
        }
    }
}

/// The keys of an act, the first that the table has.
pub(crate) fn keys_of(act: Act) -> Option<&'static Keys> {
    SHORTCUTS.iter().find(|shortcut| shortcut.act == act)?.keys.first()
}

/// The keys of a line that work; `letters`: those without Ctrl or Alt are not switched off.
pub(crate) fn working(shortcut: &Shortcut, letters: bool) -> impl Iterator<Item = &'static Keys> {
    let may_go = matches!(shortcut.scope, Scope::Reading | Scope::Message);
    shortcut.keys.iter().filter(move |keys| letters || !may_go || !keys.is_letter())
}

/// For `aria-keyshortcuts`; `letters` as in [`working`].
pub(crate) fn aria(act: Act, letters: bool) -> String {
    let all = SHORTCUTS.iter().filter(|shortcut| shortcut.act == act);
    all.flat_map(|shortcut| working(shortcut, letters)).map(Keys::aria).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests;
