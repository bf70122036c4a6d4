//! Keys within a menu.

/// The item of `count` that a key leads to from the one that has the focus; none: no key of menus.
pub(crate) fn step(key: &str, count: usize, at: Option<usize>) -> Option<usize> {
    let last = count.checked_sub(1)?;
    match key {
        "ArrowDown" => Some(at.map_or(0, |at| if at >= last { 0 } else { at + 1 })),
        "ArrowUp" => Some(at.map_or(last, |at| if at == 0 { last } else { at - 1 })),
        "Home" => Some(0),
        "End" => Some(last),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arrows_go_round() {
        assert_eq!(step("ArrowDown", 3, Some(0)), Some(1));
        assert_eq!(step("ArrowDown", 3, Some(2)), Some(0));
        assert_eq!(step("ArrowUp", 3, Some(0)), Some(2));
    }

    #[test]
    fn without_a_focus_they_begin_at_their_end() {
        assert_eq!(step("ArrowDown", 3, None), Some(0));
        assert_eq!(step("ArrowUp", 3, None), Some(2));
        assert_eq!(step("End", 3, None), Some(2));
    }

    #[test]
    fn other_keys_and_empty_menus_lead_nowhere() {
        assert_eq!(step("a", 3, Some(1)), None);
        assert_eq!(step("ArrowDown", 0, None), None);
    }

    #[test]
    fn in_a_menu_of_one_item_every_key_leads_to_it() {
        for key in ["ArrowDown", "ArrowUp", "Home", "End"] {
            assert_eq!(step(key, 1, Some(0)), Some(0), "{key}");
        }
        assert_eq!(step("ArrowDown", 3, Some(7)), Some(0), "items went away");
    }
}
