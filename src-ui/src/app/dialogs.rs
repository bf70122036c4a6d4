//! The palette and the sheet of shortcuts: whether they are open. Handed to the signed-in page alone, which everything stands in
//! that opens or closes them; kept with the person, who finds them again when they sign in anew.

use leptos::prelude::*;

use super::App;

/// The palette, with search and commands; a handle, copied freely.
#[derive(Clone, Copy)]
pub(crate) struct PaletteState(RwSignal<Option<String>>);

impl PaletteState {
    pub(super) fn new() -> PaletteState {
        PaletteState(RwSignal::new(None))
    }

    /// Opens it with these words in its field.
    pub(crate) fn open(self, words: String) {
        self.0.set(Some(words));
    }

    /// Closes it.
    pub(crate) fn close(self) {
        self.0.set(None);
    }

    /// Whether it is open.
    pub(crate) fn is_open(self) -> bool {
        self.0.with(Option::is_some)
    }

    /// The words that it was opened with.
    pub(crate) fn first_words(self) -> String {
        self.0.get_untracked().unwrap_or_default()
    }
}

/// The sheet of shortcuts; a handle, copied freely.
#[derive(Clone, Copy)]
pub(crate) struct SheetState(RwSignal<bool>);

impl SheetState {
    pub(super) fn new() -> SheetState {
        SheetState(RwSignal::new(false))
    }

    /// Opens it.
    pub(crate) fn open(self) {
        self.0.set(true);
    }

    /// Closes it.
    pub(super) fn close(self) {
        self.0.set(false);
    }

    /// Whether it is open, for its dialog.
    pub(crate) fn is_open(self) -> RwSignal<bool> {
        self.0
    }
}

impl App {
    /// Hands the palette and the sheet to everything below the signed-in page.
    pub(crate) fn provide_dialogs(self) {
        let personal = self.personal();
        provide_context(personal.palette);
        provide_context(personal.sheet);
    }
}

#[cfg(test)]
mod tests {
    use leptos::reactive::owner::Owner;

    use super::*;

    #[test]
    fn a_palette_begins_with_the_words_that_it_was_opened_with_and_forgets_them() {
        Owner::new().with(|| {
            let palette = PaletteState::new();
            assert!(!palette.is_open());
            palette.open("Prado".to_owned());
            assert_eq!((palette.is_open(), palette.first_words()), (true, "Prado".to_owned()));
            palette.close();
            assert_eq!((palette.is_open(), palette.first_words()), (false, String::new()));
            palette.open(String::new());
            assert!(palette.is_open(), "without words");
        });
    }

    #[test]
    fn a_sheet_that_its_dialog_closes_is_closed_for_everybody() {
        Owner::new().with(|| {
            let sheet = SheetState::new();
            sheet.open();
            assert!(sheet.is_open().get_untracked());
            sheet.is_open().set(false);
            assert!(!sheet.is_open().get_untracked());
            sheet.open();
            sheet.close();
            assert!(!sheet.is_open().get_untracked());
        });
    }
}
