//! Whose windows `run` opens.

/// One person at one device.
pub(super) struct Person {
    /// The profile: folder of the local data and name of the single instance.
    pub(super) profile: &'static str,
    /// Whether the window has a phone's size.
    pub(super) phone: bool,
}

/// A staff member at a desk and a family at a phone.
pub(super) const PEOPLE: [Person; 2] = [
    Person {
        profile: "equipe",
        phone: false,
    },
    Person {
        profile: "familia",
        phone: true,
    },
];
