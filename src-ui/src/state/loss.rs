//! The audience of a notice of damaged data.

use conversas_ipc::Loss;

/// Whether a loss is shown. Only its person is told that copies are removed: on the sign-in page anybody may
/// read and press.
pub(crate) fn is_shown(loss: Loss, is_signed_in: bool) -> bool {
    loss.happened && (is_signed_in || !loss.goes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_on_the_sign_in_page_is_asked_to_let_go_of_what_was_kept() {
        let (plain, goes) = (Loss { happened: true, goes: false }, Loss { happened: true, goes: true });
        let shown = |is_signed_in| [Loss::default(), plain, goes].map(|loss| is_shown(loss, is_signed_in));
        assert_eq!(shown(true), [false, true, true]);
        assert_eq!(shown(false), [false, true, false]);
    }
}
