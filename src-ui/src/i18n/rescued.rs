//! Words that cannot be sent any more.

conversas_words::speak!(rescued, super::language);
