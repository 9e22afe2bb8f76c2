"""Writing Chinese by Pinyin on a keyboard: letters in, words to choose from out. Pure; it learns and keeps nothing."""
