//! The satisfaction survey (rule 13).

conversas_words::speak!(csat, super::language);
