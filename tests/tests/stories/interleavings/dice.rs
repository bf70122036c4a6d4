//! A small generator, so that a failing run can be repeated from its seed.

pub(in crate::stories) struct Dice(u64);

impl Dice {
    pub(in crate::stories) fn new(seed: u64) -> Dice {
        Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    pub(in crate::stories) fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        // The low bits repeat too soon.
        (self.0 >> 33) as usize % sides
    }

    /// Picks one of these, if there are any.
    pub(in crate::stories) fn pick<'a, T>(&mut self, of: &'a [T]) -> Option<&'a T> {
        if of.is_empty() { None } else { Some(&of[self.roll(of.len())]) }
    }
}
