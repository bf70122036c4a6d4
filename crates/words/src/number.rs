//! Whole numbers of any size, as the arguments of messages.

/// A whole number that is not negative.
pub trait Number: Copy {
    /// Answers the same number in the type that the plural rules read.
    fn number(self) -> u64;
}

macro_rules! numbers {
    ($($type:ty)*) => {
        $(impl Number for $type {
            fn number(self) -> u64 {
                u64::from(self)
            }
        })*
    };
}

numbers! { u8 u16 u32 u64 }

impl Number for usize {
    fn number(self) -> u64 {
        // Nothing is lost: no platform has a usize of more than 64 bits.
        self as u64
    }
}
