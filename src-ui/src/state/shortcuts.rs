//! The one table of keys: the handler, the palette and the sheet of shortcuts are made from it.
//!
//! To add one: a variant of [`Act`], its line in [`SHORTCUTS`] if it has a key, its words in `i18n::shortcuts`, and
//! whoever can do it offers it (`app::acts`).

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

/// Where a key works.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Scope {
    /// Everywhere but in a dialog.
    Everywhere,
    /// While the list or the messages have the focus: keys without Ctrl or Alt never work while one types (WCAG 2.1.4).
    Reading,
    /// On a message; the thread handles it by itself.
    Message,
    /// In the composer, which handles it by itself.
    Writing,
}

/// A key with what is held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Keys {
    /// Ctrl, or Command.
    ctrl: bool,
    shift: bool,
    alt: bool,
    /// As the browser names it; letters in lower case.
    key: &'static str,
}

/// A line of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Shortcut {
    /// What it does.
    pub(crate) act: Act,
    /// Where it works.
    pub(crate) scope: Scope,
    /// Any of these.
    pub(crate) keys: &'static [Keys],
}

const fn plain(key: &'static str) -> Keys {
    Keys { ctrl: false, shift: false, alt: false, key }
}

const fn ctrl(key: &'static str) -> Keys {
    Keys { ctrl: true, ..plain(key) }
}

const fn alt(key: &'static str) -> Keys {
    Keys { alt: true, ..plain(key) }
}

const fn shift(key: &'static str) -> Keys {
    Keys { shift: true, ..plain(key) }
}

const fn ctrl_shift(key: &'static str) -> Keys {
    Keys { shift: true, ..ctrl(key) }
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

/// What the palette offers, in its order.
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

/// A key that went down.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Press<'a> {
    /// As the browser names it.
    pub(crate) key: &'a str,
    /// Ctrl, or Command.
    pub(crate) ctrl: bool,
    /// Shift.
    pub(crate) shift: bool,
    /// Alt.
    pub(crate) alt: bool,
    /// The list or the messages have the focus.
    pub(crate) reading: bool,
}

/// What a key asks for, of all that the window handles.
pub(crate) fn asked(press: Press<'_>) -> Option<Act> {
    let applies = |shortcut: &&Shortcut| match (shortcut.scope, shortcut.act) {
        // Whoever has the focus does these.
        (Scope::Message | Scope::Writing, _) | (_, Act::Close | Act::Move | Act::Open) => false,
        (Scope::Everywhere, _) => true,
        (Scope::Reading, _) => press.reading,
    };
    let found =
        SHORTCUTS.iter().filter(applies).find(|shortcut| shortcut.keys.iter().any(|keys| keys.are(press)));
    found.map(|shortcut| shortcut.act)
}

impl Keys {
    fn are(&self, press: Press<'_>) -> bool {
        // On some keyboards "/" and "?" need Shift.
        let is_sign = self.key.len() == 1 && !self.key.as_bytes()[0].is_ascii_alphabetic();
        (self.key == press.key.to_lowercase() || self.is_named(press.key))
            && self.ctrl == press.ctrl
            && self.alt == press.alt
            && (is_sign || self.shift == press.shift)
    }

    fn is_named(&self, key: &str) -> bool {
        self.key.len() > 1 && self.key == key
    }

    /// As they stand on keycaps: `["Ctrl", "K"]`.
    pub(crate) fn caps(&self) -> Vec<String> {
        let held = [(self.ctrl, "Ctrl"), (self.alt, "Alt"), (self.shift, "Shift")];
        let held = held.iter().filter(|(held, _)| *held).map(|(_, name)| (*name).to_owned());
        held.chain([self.cap()]).collect()
    }

    fn cap(&self) -> String {
        match self.key {
            "ArrowUp" => "↑".to_owned(),
            "ArrowDown" => "↓".to_owned(),
            "Escape" => "Esc".to_owned(),
            key => key
                .chars()
                .next()
                .map(|c| c.to_uppercase().chain(key.chars().skip(1)).collect())
                .unwrap_or_default(),
        }
    }

    fn aria(&self) -> String {
        let held = [(self.ctrl, "Control+"), (self.alt, "Alt+"), (self.shift, "Shift+")];
        let held: String = held.iter().filter(|(held, _)| *held).map(|(_, name)| *name).collect();
        let key = if self.key.len() == 1 { self.key.to_uppercase() } else { self.key.to_owned() };
        format!("{held}{key}")
    }
}

impl Act {
    /// A family has no use for it.
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

/// For `aria-keyshortcuts`.
pub(crate) fn aria(act: Act) -> String {
    let all = SHORTCUTS.iter().filter(|shortcut| shortcut.act == act).flat_map(|shortcut| shortcut.keys);
    all.map(Keys::aria).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests;
