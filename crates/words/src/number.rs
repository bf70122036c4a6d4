//! Whole numbers of any size, as the arguments of messages.

/// A whole number that is not negative.
pub trait Number: Copy {
    /// The same number in the type that the plural rules read.
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
        // No platform has a wider usize.
        self as u64
    }
}
