# 以往访谈里的答复。
earlier-title = 以往已有答复
    .letter = 类似的事以往已有答复
earlier-hint = 这些问题在以往的访谈里已经公开答复，也许就是您想知道的。
    .letter = 这些来信或提问已经公开答复，也许就是您要问的事。
earlier-said = 以往访谈中有 { $n } 个相近的问题已经答复。
    .letter = 有 { $n } 件类似的事以往已经答复。
earlier-open = 看答复
