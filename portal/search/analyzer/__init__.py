"""Japanese text analysis for look-up: folding, furigana, words, beginnings of words."""
